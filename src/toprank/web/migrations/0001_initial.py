"""The first table: reports of a wrong number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Made by `toprank manage makemigrations`."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ProblemReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("language", models.CharField(max_length=2)),
                ("page", models.CharField(max_length=300)),
                ("number", models.CharField(max_length=300)),
                ("should_be", models.CharField(blank=True, max_length=300)),
                ("reason", models.TextField(max_length=3000)),
            ],
            options={"ordering": ("id",)},
        ),
    ]
