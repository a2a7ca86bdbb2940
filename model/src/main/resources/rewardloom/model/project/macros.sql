-- The shaping and combining functions that formulas may use, as macros of DuckDB. Statements end with a semicolon at the end of a
-- line. NaN stays NaN (only wco leaves it out); a missing value makes the result missing.

-- sigmoid(x) = 1 / (1 + exp(-x)), and its logarithm without loss for large |x|.
CREATE MACRO sigmoid(x) AS 1 / (1 + exp(-x));
CREATE MACRO log_sigmoid(x) AS CASE
    WHEN x > 30 THEN -exp(-x)
    WHEN x < -30 THEN x - exp(x)
    ELSE -ln(1 + exp(-x)) END;

-- Preference as reward: sigmoid of the centred reward with slope k ("Reward shaping to mitigate reward hacking in RLHF").
-- par_refs takes a list of reference rewards and averages over them.
CREATE MACRO par(r, ref) AS sigmoid(r - ref), (r, ref, k) AS sigmoid(k * (r - ref));
CREATE MACRO par_refs(r, refs) AS list_avg(list_transform(refs, lambda m: sigmoid(r - m))),
    (r, refs, k) AS list_avg(list_transform(refs, lambda m: sigmoid(k * (r - m))));

CREATE MACRO centred(r, ref) AS r - ref;
CREATE MACRO clip(r, lo, hi) AS CASE WHEN isnan(r) THEN r ELSE greatest(lo, least(r, hi)) END;
CREATE MACRO minmax(r, lo, hi) AS (r - lo) / (hi - lo);
CREATE MACRO meanstd(r, mean, std) AS (r - mean) / CASE WHEN std = 0 THEN 1 ELSE std END;
CREATE MACRO tanh_shape(r, ref) AS tanh(r - ref), (r, ref, k) AS tanh(k * (r - ref));
CREATE MACRO arctan_shape(r, ref) AS atan(r - ref), (r, ref, k) AS atan(k * (r - ref));

-- Log-sigmoid of the centred reward; q is a quantile of the reference policy's rewards ("Transforming and combining rewards").
CREATE MACRO lsc(r, q) AS log_sigmoid(r - q);

-- Slow growth, fast convergence: the sigmoid of the reward less three.
CREATE MACRO sgfc(r, ref) AS sigmoid(r - 3 - ref), (r, ref, k) AS sigmoid(k * (r - 3 - ref));

-- The polynomial of degree 5 fitted to the sigmoid at 100 points in [-5, 5]; 0 below and 1 above.
CREATE MACRO poly(r, ref) AS CASE
    WHEN isnan(r - ref) THEN r - ref
    WHEN r - ref < -5 THEN 0
    WHEN r - ref > 5 THEN 1
    ELSE 0.00020266916983218444 * (r - ref) ** 5 - 0.010130912056492032 * (r - ref) ** 3 + 0.2287885117782609 * (r - ref) + 0.5 END;

-- At most c.
CREATE MACRO cap(r, c) AS CASE WHEN isnan(r) THEN r ELSE least(r, c) END;

-- rate for each token beyond the limit.
CREATE MACRO length_penalty(r, len) AS r - 0.01 * greatest(0, len - 300),
    (r, len, threshold) AS r - 0.01 * greatest(0, len - threshold),
    (r, len, threshold, rate) AS r - rate * greatest(0, len - threshold);

-- Bounded process rewards: what exceeds eta is cut off ("On designing effective RL reward at training time").
CREATE MACRO process_clip(r, eta) AS CASE WHEN isnan(r) THEN r ELSE least(r - eta, 0) END;

-- Kinesthetic reward combination: geometric mean of the sizes, positive only if all are ("Lucy-SKG").
CREATE MACRO krc(a, b) AS CASE WHEN a >= 0 AND b >= 0 THEN 1 ELSE -1 END * sqrt(abs(a * b)),
    (a, b, c) AS CASE WHEN a >= 0 AND b >= 0 AND c >= 0 THEN 1 ELSE -1 END * abs(a * b * c) ** (1.0 / 3),
    (a, b, c, d) AS CASE WHEN a >= 0 AND b >= 0 AND c >= 0 AND d >= 0 THEN 1 ELSE -1 END * abs(a * b * c * d) ** 0.25,
    (a, b, c, d, e) AS CASE WHEN a >= 0 AND b >= 0 AND c >= 0 AND d >= 0 AND e >= 0 THEN 1 ELSE -1 END
        * abs(a * b * c * d * e) ** 0.2,
    (a, b, c, d, e, f) AS CASE WHEN a >= 0 AND b >= 0 AND c >= 0 AND d >= 0 AND e >= 0 AND f >= 0 THEN 1 ELSE -1 END
        * abs(a * b * c * d * e * f) ** (1.0 / 6);

-- Distance shape with dispersion and density; c is the largest distance ("Lucy-SKG").
CREATE MACRO dist_shape(x, c, dispersion, density) AS exp(-0.5 * x / (c * dispersion)) ** (1.0 / density);

-- The process counts only if the outcome passes the threshold ("Gated reward accumulation").
CREATE MACRO gate(outcome, threshold, process) AS outcome + CASE WHEN outcome > threshold THEN process ELSE 0 END;

-- Weighted harmonic mean of two alignments; alignment() maps a cosine to [0, 1] ("lambda-harmonic reward").
CREATE MACRO alignment(s) AS (s + 1) / 2.0;
CREATE MACRO harmonic(lambda_, a, b) AS 1 / (lambda_ / a + (1 - lambda_) / b);

-- Mutual welfare of two ("GTAlign").
CREATE MACRO cobb_douglas(a, b) AS sqrt(a * b);

-- Ensembles of reward models: worst case, and mean less lambda times the population variance; uwo_sample takes the sample
-- variance ("Reward model ensembles help mitigate overoptimization"). The one-argument form takes a list.
CREATE MACRO wco(scores) AS list_min(scores), (a, b) AS least(a, b), (a, b, c) AS least(a, b, c),
    (a, b, c, d) AS least(a, b, c, d), (a, b, c, d, e) AS least(a, b, c, d, e), (a, b, c, d, e, f) AS least(a, b, c, d, e, f);
CREATE MACRO uwo(scores, weight) AS list_avg(scores) - weight * list_var_pop(scores),
    (mean, variance, weight) AS mean - weight * variance;
CREATE MACRO uwo_sample(scores, weight) AS list_avg(scores) - weight * list_var_samp(scores);

-- Log-probability that all are good: sum of the log-sigmoids of centred rewards ("Transforming and combining rewards").
CREATE MACRO conj(a) AS log_sigmoid(a), (a, b) AS log_sigmoid(a) + log_sigmoid(b),
    (a, b, c) AS log_sigmoid(a) + log_sigmoid(b) + log_sigmoid(c),
    (a, b, c, d) AS log_sigmoid(a) + log_sigmoid(b) + log_sigmoid(c) + log_sigmoid(d),
    (a, b, c, d, e) AS log_sigmoid(a) + log_sigmoid(b) + log_sigmoid(c) + log_sigmoid(d) + log_sigmoid(e),
    (a, b, c, d, e, f) AS
        log_sigmoid(a) + log_sigmoid(b) + log_sigmoid(c) + log_sigmoid(d) + log_sigmoid(e) + log_sigmoid(f);

-- Potential-based shaping: gamma phi(s') - phi(s), losses weighted by a slope.
CREATE MACRO potential_difference(gamma, phi_next, phi) AS gamma * phi_next - phi,
    (gamma, phi_next, phi, negative_slope) AS (gamma * phi_next - phi)
        * CASE WHEN gamma * phi_next - phi < 0 THEN negative_slope ELSE 1 END;

-- Sign of a sparse reward plus a tenth of the sign of a dense one ("Auto MC-Reward").
CREATE MACRO sign_sum(sparse, dense) AS sign(sparse) + 0.1 * sign(dense);

-- An intrinsic reward that decays with the number of times it was given ("ONI").
CREATE MACRO count_decay(r, n, beta) AS r * n ** (-beta);

-- The bonus of a state visited n times ("Exploration-guided reward shaping").
CREATE MACRO exploration_bonus(n, weight, most) AS weight / sqrt((weight / most) ** 2 + n);
