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

-- The same around a middle: +1 at x = 0, -1 far away ("Lucy-SKG").
CREATE MACRO signed_dist_shape(x, c, dispersion, density) AS
    CASE WHEN exp(-0.5 * x / (c * dispersion)) < 0.5 THEN -1 ELSE 1 END
        * abs(2 * (exp(-0.5 * x / (c * dispersion)) - 0.5)) ** (1.0 / density);

-- Cosine of the angle between two directions in the plane, and the mean of two such alignments ("Lucy-SKG").
CREATE MACRO cosine(ax, ay, bx, by_) AS (ax * bx + ay * by_) / sqrt((ax * ax + ay * ay) * (bx * bx + by_ * by_));
CREATE MACRO mean_alignment(a, b) AS 0.5 * a + 0.5 * b;

-- Alignment weighted by distance, and both with a speed: positive only if speed and alignment are ("Lucy-SKG").
CREATE MACRO distance_weighted(align, dist) AS CASE WHEN align * dist < 0 THEN -1 ELSE 1 END * sqrt(abs(align * dist));
CREATE MACRO offensive_potential(align, speed, dist) AS CASE WHEN align >= 0 AND speed >= 0 THEN 1 ELSE -1 END
    * abs(align * speed * dist) ** (1.0 / 3);
CREATE MACRO boost(b) AS sqrt(b);

-- One reward fades into the next between two steps; each for oneself or all for the team ("Lucy-SKG").
CREATE MACRO anneal(step, from_, to_, before, after) AS
    before + (after - before) * clip((step - from_) / (to_ - from_), 0, 1);
CREATE MACRO team_spirit(own, team_mean, opponents_mean, tau) AS own * (1 - tau) + tau * team_mean - opponents_mean;

-- Rewards in the order of their importance: which of two is better at the first level that tells them apart, from differences
-- and margins; and the weighted sum that stands for it in reward engineering ("Hierarchical weak preference feedback").
CREATE MACRO hierarchy_choice(d1, m1) AS CASE WHEN d1 > m1 THEN 1 WHEN d1 < -m1 THEN -1 ELSE 0 END,
    (d1, m1, d2, m2) AS CASE WHEN d1 > m1 THEN 1 WHEN d1 < -m1 THEN -1 WHEN d2 > m2 THEN 1 WHEN d2 < -m2 THEN -1 ELSE 0 END,
    (d1, m1, d2, m2, d3, m3) AS CASE WHEN d1 > m1 THEN 1 WHEN d1 < -m1 THEN -1 WHEN d2 > m2 THEN 1 WHEN d2 < -m2 THEN -1
        WHEN d3 > m3 THEN 1 WHEN d3 < -m3 THEN -1 ELSE 0 END;
CREATE MACRO hierarchy_sum(alpha, a, b) AS a + alpha * b,
    (alpha, a, b, c) AS a + alpha * b + alpha ** 2 * c,
    (alpha, a, b, c, d) AS a + alpha * b + alpha ** 2 * c + alpha ** 3 * d;

-- A level counts only if the one above it passes its threshold ("Gated reward accumulation").
CREATE MACRO gate_levels(a, ta, b, tb, c) AS
    a + CASE WHEN a > ta THEN b + CASE WHEN b > tb THEN c ELSE 0 END ELSE 0 END;

-- The process reward of a step, if the outcome of its episode passes the threshold ("Gated reward accumulation").
CREATE MACRO gated_step(process, outcome, threshold, episode) AS
    CASE WHEN sum(outcome) OVER (PARTITION BY episode) > threshold THEN process ELSE 0 END;

-- A penalty that begins at a share of the longest length.
CREATE MACRO length_threshold(len, longest, share) AS
    CASE WHEN len >= share * longest THEN (share * longest - len) / (longest - share * longest) ELSE 0 END;

-- A right answer earns less the longer it is than other right ones ("Stable reinforcement learning for efficient reasoning").
CREATE MACRO length_discount(correct, len, mean, std, alpha) AS
    correct * (1 - alpha * sigmoid((len - mean) / CASE WHEN std = 0 THEN 1 ELSE std END));

-- Differences of process rewards: they add up to the first one ("On designing effective RL reward at training time").
CREATE MACRO process_delta(r, episode, t) AS CASE
    WHEN lead(r, 1) OVER (PARTITION BY episode ORDER BY t) IS NULL THEN 0
    WHEN lead(r, 2) OVER (PARTITION BY episode ORDER BY t) IS NULL THEN r
    ELSE r - lead(r, 1) OVER (PARTITION BY episode ORDER BY t) END;

-- Potential-based shaping of a trajectory; the potential behind the last step is 0.
CREATE MACRO potential_steps(gamma, phi, episode, t) AS
    gamma * lead(phi, 1, 0) OVER (PARTITION BY episode ORDER BY t) - phi;

-- Gains of a set function along an episode: the first visit of a cell, and the first so many of each kind of item
-- ("Submodular reinforcement learning").
CREATE MACRO coverage_gain(cell, episode, t) AS
    CASE WHEN row_number() OVER (PARTITION BY episode, cell ORDER BY t) = 1 THEN 1 ELSE 0 END;
CREATE MACRO steiner_gain(item, quota, episode, t) AS
    CASE WHEN row_number() OVER (PARTITION BY episode, item ORDER BY t) <= quota THEN 1 ELSE 0 END;

-- Advantages mixed by the multipliers of constraints; the rest of the weight goes to the divergence ("Constrained RLHF").
CREATE MACRO constrained_mixture(kl, l1, a1) AS (1 - l1) * kl + l1 * a1,
    (kl, l1, a1, l2, a2) AS (2 - l1 - l2) * kl + l1 * a1 + l2 * a2,
    (kl, l1, a1, l2, a2, l3, a3) AS (3 - l1 - l2 - l3) * kl + l1 * a1 + l2 * a2 + l3 * a3;

-- A loss that counts less where two predictions disagree ("Ctrl-U").
CREATE MACRO uncertainty_weight(u) AS exp(-u);
CREATE MACRO uncertainty_loss(loss, u) AS loss * exp(-u) + u, (loss, u, s) AS loss * exp(-u) + s * u;

-- Relevance, length and absence of repetition, for open and for closed questions ("R3"); the texts' own terms.
CREATE MACRO word_count(text_) AS len(list_filter(string_split_regex(trim(text_), '\s+'), lambda w: w <> ''));
CREATE MACRO trigram_variety(text_) AS CASE WHEN word_count(text_) < 3 THEN 1 ELSE len(list_distinct(list_transform(
        range(1, word_count(text_) - 1), lambda i: array_to_string(list_slice(
            list_filter(string_split_regex(trim(text_), '\s+'), lambda w: w <> ''), i, i + 2), ' '))))
    / (word_count(text_) - 2) END;
CREATE MACRO open_relevance(relevance, words, variety) AS relevance * (words / 100) * variety;
CREATE MACRO closed_relevance(factuality, variety) AS factuality * variety;

-- Soft window of lengths; welfare of the user and of the model ("GTAlign").
CREATE MACRO length_window(words, lo, hi) AS sigmoid(0.005 * (words - lo)) * sigmoid(0.005 * (hi - words));
CREATE MACRO user_welfare(answer, words, reasoning) AS
    0.0001 + 0.5 * answer + 0.2 * length_window(words, 20, 500) + 0.3 * exp(-reasoning / 500.0);
CREATE MACRO model_welfare(format_, payoff, answer, words) AS
    0.0001 + 0.2 * format_ + 0.2 * payoff + 0.4 * answer + 0.2 * length_window(words, 500, 1000);

-- The geometric mean with weights.
CREATE MACRO cobb_douglas_weighted(a, b, alpha) AS a ** alpha * b ** (1 - alpha);

-- Partial agreement of a plan with the right one: equal steps, common beginning, equal actions, length ("VIKI-R").
CREATE MACRO plan_agreement(same, prefix, actions, length_) AS 0.4 * same + 0.3 * prefix + 0.2 * actions + 0.1 * length_;

-- A step's own judgement against whether it was useful ("ReSeek").
CREATE MACRO judge_reward(judged, useful, match_, mismatch) AS
    CASE WHEN (judged > 0.5) = (useful > 0.5) THEN match_ ELSE -mismatch END;

-- Tool calls: redundancy costs when the answer is right, exploration earns when it is wrong ("Fathom-DeepResearch").
CREATE MACRO search_reward(format_, correct, redundancy, breadth, depth) AS 0.1 * format_
    + CASE WHEN correct > 0.5 THEN greatest(1 - redundancy, 0.5)
        ELSE 0.2 * least(1, breadth / 8.0) + 0.2 * least(1, depth / 16.0) END;

-- Outcome and process less the cost of getting there ("AI-SearchPlanner").
CREATE MACRO utility_less_cost(outcome, lambda_, process, alpha, cost) AS outcome + lambda_ * process - alpha * cost;

-- Results of unit tests, as code generation counts them ("B-Coder").
CREATE MACRO unit_test_reward(result) AS CASE lower(replace(replace(result, '_', ' '), '-', ' '))
    WHEN 'compile error' THEN -1 WHEN 'runtime error' THEN -0.6 WHEN 'failed test' THEN -0.3 WHEN 'all pass' THEN 1 END;

-- What the environment gives and what the agent gives itself ("ONI").
CREATE MACRO intrinsic_mix(extrinsic, intrinsic) AS 0.1 * extrinsic + 0.4 * intrinsic;

-- Sums with weights and products, of which the other combinations are variations.
CREATE MACRO weighted_sum(w1, a, w2, b) AS w1 * a + w2 * b,
    (w1, a, w2, b, w3, c) AS w1 * a + w2 * b + w3 * c,
    (w1, a, w2, b, w3, c, w4, d) AS w1 * a + w2 * b + w3 * c + w4 * d;
CREATE MACRO product_of(a, b) AS a * b, (a, b, c) AS a * b * c, (a, b, c, d) AS a * b * c * d;

-- Rewards of single tasks: a number within a tolerance of the right one, and the overlap of two boxes ("Mixed-R1").
CREATE MACRO tolerance_match(predicted, target, tolerance) AS
    CASE WHEN abs(predicted - target) <= tolerance * abs(target) THEN 1 ELSE 0 END;
CREATE MACRO box_overlap(ax1, ay1, ax2, ay2, bx1, by1, bx2, by2) AS
    greatest(0, least(ax2, bx2) - greatest(ax1, bx1)) * greatest(0, least(ay2, by2) - greatest(ay1, by1))
    / ((ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1)
        - greatest(0, least(ax2, bx2) - greatest(ax1, bx1)) * greatest(0, least(ay2, by2) - greatest(ay1, by1)));

-- The evaluation of dialogues by overlap with references and by variety, each between the authors' extremes ("Constrained RLHF").
CREATE MACRO dialog_score(bleu, sacrebleu, rouge2, length_, vocabulary, trigrams) AS
    ((bleu / 0.004677 + sacrebleu / 0.110634 + rouge2 / 0.014569) / 3
        + (minmax(length_, 9, 183) + minmax(vocabulary, 41, 32227) + minmax(trigrams, 314, 36880)) / 3) / 2;
