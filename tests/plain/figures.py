"""The figures of Express Entry as plain dictionaries, each kept with the day from which it holds.

Typed in a second time, apart from the rulebook, so that a slip in either of the two shows as a difference.
"with" and "without" are the columns of candidates with and without an accompanying partner.
"""

FIRST_DAY = "2015-01-01"
OFFERS_CUT = "2016-11-19"
SIBLINGS_AND_FRENCH = "2017-06-06"
MORE_FRENCH = "2020-10-20"
NOC_2021 = "2022-11-16"
PHYSICIANS = "2023-04-25"
NO_OFFER_POINTS = "2025-03-25"

ABILITIES = ["listening", "reading", "writing", "speaking"]

# Lower bounds of the levels 4, 5, 6, 7, 8, 9, 10; a score under the first is level 3.
BOUNDS = {
    "ielts_general": {
        "listening": [4.5, 5.0, 5.5, 6.0, 7.5, 8.0, 8.5],
        "reading": [3.5, 4.0, 5.0, 6.0, 6.5, 7.0, 8.0],
        "writing": [4.0, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5],
        "speaking": [4.0, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5],
    },
    "celpip_general": {
        "listening": [4, 5, 6, 7, 8, 9, 10],
        "reading": [4, 5, 6, 7, 8, 9, 10],
        "writing": [4, 5, 6, 7, 8, 9, 10],
        "speaking": [4, 5, 6, 7, 8, 9, 10],
    },
    "pte_core": {
        "listening": [28, 39, 50, 60, 71, 82, 89],
        "reading": [33, 42, 51, 60, 69, 78, 88],
        "writing": [41, 51, 60, 69, 79, 88, 90],
        "speaking": [42, 51, 59, 68, 76, 84, 89],
    },
    "tef_canada_old": {
        "listening": [145, 181, 217, 249, 280, 298, 316],
        "reading": [121, 151, 181, 207, 233, 248, 263],
        "writing": [181, 226, 271, 310, 349, 371, 393],
        "speaking": [181, 226, 271, 310, 349, 371, 393],
    },
    "tef_canada_new": {
        "listening": [306, 352, 393, 434, 462, 503, 546],
        "reading": [306, 352, 393, 434, 462, 503, 546],
        "writing": [268, 330, 379, 428, 472, 512, 558],
        "speaking": [328, 387, 422, 456, 494, 518, 556],
    },
    "tcf_canada": {
        "listening": [331, 369, 398, 458, 503, 523, 549],
        "reading": [342, 375, 406, 453, 499, 524, 549],
        "writing": [4, 6, 7, 10, 12, 14, 16],
        "speaking": [4, 6, 7, 10, 12, 14, 16],
    },
}
TEF_NEW_SCALE = "2023-12-11"
FIRST_TEST_DAY = {"celpip_general": "2014-04-01", "pte_core": "2024-01-30"}
LANGUAGE_OF_TEST = {
    "ielts_general": "english",
    "celpip_general": "english",
    "pte_core": "english",
    "clb": "english",
    "tef_canada": "french",
    "tcf_canada": "french",
    "nclc": "french",
}

AGE = {
    "without": {
        18: 99, 19: 105, 20: 110, 21: 110, 22: 110, 23: 110, 24: 110, 25: 110, 26: 110, 27: 110, 28: 110, 29: 110,
        30: 105, 31: 99, 32: 94, 33: 88, 34: 83, 35: 77, 36: 72, 37: 66, 38: 61, 39: 55, 40: 50, 41: 39, 42: 28,
        43: 17, 44: 6,
    },
    "with": {
        18: 90, 19: 95, 20: 100, 21: 100, 22: 100, 23: 100, 24: 100, 25: 100, 26: 100, 27: 100, 28: 100, 29: 100,
        30: 95, 31: 90, 32: 85, 33: 80, 34: 75, 35: 70, 36: 65, 37: 60, 38: 55, 39: 50, 40: 45, 41: 35, 42: 25,
        43: 15, 44: 5,
    },
}  # fmt: skip

# In the order of their worth; "master" stands for the professional degree too.
EDUCATION = {
    "without": {
        "none": 0, "secondary": 30, "one_year": 90, "two_year": 98, "bachelor": 120, "two_or_more": 128,
        "master": 135, "doctoral": 150,
    },
    "with": {
        "none": 0, "secondary": 28, "one_year": 84, "two_year": 91, "bachelor": 112, "two_or_more": 119,
        "master": 126, "doctoral": 140,
    },
}  # fmt: skip

# Index = level 0 to 10.
FIRST_LANGUAGE = {
    "without": [0, 0, 0, 0, 6, 6, 9, 17, 23, 31, 34],
    "with": [0, 0, 0, 0, 6, 6, 8, 16, 22, 29, 32],
}
SECOND_LANGUAGE = [0, 0, 0, 0, 0, 1, 1, 3, 3, 6, 6]
# Index = whole years, the last for five or more.
CANADIAN_WORK = {"without": [0, 40, 53, 64, 72, 80], "with": [0, 35, 46, 56, 63, 70]}

SPOUSE_EDUCATION = {
    "none": 0, "secondary": 2, "one_year": 6, "two_year": 7, "bachelor": 8, "two_or_more": 9, "master": 10,
    "doctoral": 10,
}  # fmt: skip
SPOUSE_LANGUAGE = [0, 0, 0, 0, 0, 1, 1, 3, 3, 5, 5]
SPOUSE_CANADIAN_WORK = [0, 5, 7, 8, 9, 10]

CAPS = {
    "without": {
        "second_language": 24, "core": 500, "spouse": 0, "transfer_education": 50, "transfer_foreign_work": 50,
        "transfer_certificate": 50, "transferability": 100, "additional": 600,
    },
    "with": {
        "second_language": 22, "core": 460, "spouse": 40, "transfer_education": 50, "transfer_foreign_work": 50,
        "transfer_certificate": 50, "transferability": 100, "additional": 600,
    },
}  # fmt: skip

# TRANSFER[band of the one][band of the other]; band 0 = nothing, 1 = the lower, 2 = the higher.
TRANSFER = [[0, 0, 0], [0, 13, 25], [0, 25, 50]]
CERTIFICATE = [0, 25, 50]

NOMINATION = 600
# (first day, points of major group 00, points of another skilled offer)
OFFER = [("2015-01-01", 600, 600), ("2016-11-19", 200, 50), ("2025-03-25", 0, 0)]
# (first day, one or two years, three years or more)
CANADIAN_STUDY = [("2015-01-01", 0, 0), ("2016-11-19", 15, 30)]
# (first day, English 4 or less, English 5 or more)
FRENCH = [("2015-01-01", 0, 0), ("2017-06-06", 15, 30), ("2020-10-20", 25, 50)]
SIBLING = [("2015-01-01", 0), ("2017-06-06", 15)]
STUDY_MONTHS = 8

FSW_PASS_MARK = 67
FSW_MINIMUM_LEVEL = 7
FSW_FIRST_LANGUAGE = [0, 0, 0, 0, 0, 0, 0, 4, 5, 6, 6]
FSW_SECOND_LANGUAGE = 4
FSW_EDUCATION = {
    "none": 0, "secondary": 5, "one_year": 15, "two_year": 19, "bachelor": 21, "two_or_more": 22, "master": 23,
    "doctoral": 25,
}  # fmt: skip
FSW_EXPERIENCE = [0, 9, 11, 11, 13, 13, 15]
FSW_AGE = {36: 11, 37: 10, 38: 9, 39: 8, 40: 7, 41: 6, 42: 5, 43: 4, 44: 3, 45: 2, 46: 1}
FSW_AGE_18_TO_35 = 12
FSW_ARRANGED = 10
FSW_ADAPTABILITY = 10
FSW_FUNDS_WAIVED = ["a", "b", "d"]

CEC_LEVEL_HIGHER = 7
CEC_LEVEL_LOWER = 5

FST_LEVELS = {"listening": 5, "reading": 4, "writing": 4, "speaking": 5}
FST_YEARS = 2
FST_FUNDS_WAIVED = ["ii", "iii", "v"]
TRADES_2016 = ["72", "73", "82", "92", "632", "633"]
TRADES_2021 = ["72", "73", "82", "83", "92", "93", "6320", "62200"]
NOT_TRADES_2021 = ["726", "932"]
OFFER_MONTHS = 12

# (first day, families of one to seven, each person more)
FUNDS = [
    ("2022-06-09", [13310, 16570, 20371, 24733, 28052, 31638, 35224], 3586),
    ("2023-04-25", [13757, 17127, 21055, 25564, 28994, 32700, 36407], 3706),
    ("2024-05-28", [14690, 18288, 22483, 27297, 30690, 34917, 38875], 3958),
    ("2025-07-07", [15263, 19001, 23360, 28362, 32168, 36280, 40392], 4112),
]
FUNDS_OF_2025 = "2025-07-07"
FUNDS_GRACE_UNTIL = "2025-07-28"

FULL_TIME = 30
YEAR_HOURS = 1560
SIX_MONTHS_HOURS = 780
GAP_DAYS = 14
TEST_YEARS = 2
ECA_YEARS = 5
WINDOW = {"crs": 10, "fsw": 10, "cec": 3, "fst": 5, "category": 3}
PHYSICIAN_GROUPS = ["31100", "31101", "31102"]
