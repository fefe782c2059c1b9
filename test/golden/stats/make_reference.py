"""Reference values for src/stats, from scipy and statsmodels: `python make_reference.py > reference.json`.

Made with Python 3.11+, scipy 1.17.1, statsmodels 0.15.0; neither is a dependency of the project.
"""

import json

import scipy
import statsmodels
from scipy import special, stats
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

RATES = [(0, 10), (1, 10), (5, 10), (28, 55), (190, 825), (412, 825), (99, 100), (10, 10), (3, 100000), (60123, 100000)]
DISCORDANT = [(0, 0), (1, 0), (3, 3), (2, 9), (10, 25), (61, 104), (800, 860), (5000, 5200)]
KAPPA = [[[20, 5], [10, 15]], [[45, 15], [25, 15]], [[9, 1, 0], [2, 7, 3], [0, 4, 8]], [[0, 6], [7, 0]]]
FAMILIES = [[0.01, 0.04, 0.03, 0.005], [0.5, 0.5, 0.02], [0.049], [0.001, 0.001, 0.9, 0.2, 0.0124]]
COUNTS = [[10, 10, 10], [12, 8, 10, 14], [105, 95, 99, 101, 130], [3, 40]]
SPREADS = [[1, 1, 1, 1], [5], [10, 3, 1, 1, 7], [400, 2, 1, 30, 30, 8]]


def confint(method, level=0.95):
    return [list(map(float, proportion_confint(k, n, alpha=1 - level, method=method))) for k, n in RATES]


def mid_p(b, c):
    smaller = stats.binom(b + c, 0.5)
    return float(2 * smaller.cdf(min(b, c)) - smaller.pmf(min(b, c)))


print(
    json.dumps(
        {
            "made_with": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
            "rates": RATES,
            "wilson": confint("wilson"),
            "wilson90": confint("wilson", 0.9),
            "clopper_pearson": confint("beta"),
            "upper_bound": [float(stats.beta.ppf(0.95, k + 1, n - k)) if k < n else 1.0 for k, n in RATES],
            "discordant": DISCORDANT,
            "mcnemar_mid_p": [mid_p(b, c) for b, c in DISCORDANT],
            "families": FAMILIES,
            "holm": [multipletests(ps, method="holm")[1].tolist() for ps in FAMILIES],
            "kappa_tables": KAPPA,
            "kappa": [float(cohens_kappa(t, return_results=False)) for t in KAPPA],
            "counts": COUNTS,
            "uniformity_p": [float(stats.chisquare(c).pvalue) for c in COUNTS],
            "spreads": SPREADS,
            "entropy": [float(stats.entropy(c, base=2)) for c in SPREADS],
            "probabilities": [1e-9, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999],
            "normal_quantile": [float(stats.norm.ppf(p)) for p in [1e-9, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999]],
            "gamma_points": [0.1, 0.5, 1, 2.5, 30, 1000],
            "log_gamma": [float(special.gammaln(x)) for x in [0.1, 0.5, 1, 2.5, 30, 1000]],
        },
        indent=1,
    )
)
