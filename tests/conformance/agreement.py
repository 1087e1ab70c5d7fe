"""python agreement.py

Reads {"levels": n, "readers": [[level or null, ...], ...]}, one a line (a row for each reader, a column for each
work), and writes for each a line {"kappa": ..., "alpha": ...}: Cohen's kappa with quadratic weights of the first two
readers over the works that both scored, by scikit-learn, and Krippendorff's alpha for ordinal data, by `krippendorff`.
What has no value there is null.
"""

import json
import math
import sys
import warnings

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score


def known(value):
    return None if math.isnan(value) else float(value)


def kappa(readers, levels):
    if len(readers) < 2:
        return None
    both = [(one, other) for one, other in zip(*readers[:2]) if one is not None and other is not None]
    if not both:
        return None
    first, second = zip(*both)
    return known(cohen_kappa_score(first, second, labels=list(range(levels)), weights="quadratic"))


def alpha(readers, levels):
    table = numpy.array([[numpy.nan if level is None else level for level in row] for row in readers], dtype=float)
    try:
        return known(krippendorff.alpha(table, value_domain=list(range(levels)), level_of_measurement="ordinal"))
    except (ValueError, AssertionError):
        # It refuses what has no value: works of one reader only, one level throughout.
        return None


warnings.simplefilter("ignore")
for line in sys.stdin:
    table = json.loads(line)
    answer = {
        "kappa": kappa(table["readers"], table["levels"]),
        "alpha": alpha(table["readers"], table["levels"]),
    }
    print(json.dumps(answer))
