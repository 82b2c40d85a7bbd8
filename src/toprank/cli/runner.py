"""Who does the work of a command: threads, so many processes of this machine, or a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager

from toprank.errors import Missing, ToprankError
from toprank.pool.runners import Runner


@contextmanager
def runner(threads: int | None, workers: int | None, cluster: str | None) -> Iterator[int | Runner | None]:
    """The runner that the options ask for, for as long as the block lasts.

    ToprankError where they contradict each other; Missing where Dask or the scheduler is not there.
    """
    asked = [name for name, value in (("--threads", threads), ("--workers", workers), ("--cluster", cluster)) if value]
    if len(asked) > 1:
        raise ToprankError(f"{' and '.join(asked)} cannot both be given: the work is shared in one way.")
    if workers is None and cluster is None:
        yield threads
        return
    try:
        from toprank.pool.runners.cluster import cluster_at, local_cluster  # Dask is an optional extra, slow to import
    except ModuleNotFoundError as error:
        raise Missing(f"{asked[0]} needs {error.name}: pip install 'toprank[cluster]'.") from None
    with local_cluster(workers) if workers is not None else cluster_at(str(cluster)) as found:
        yield found
