package rewardloom.model.reward.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What coalitions of players achieve, over rows that fall into groups. Values are computed for all coalitions at once, block by block,
 * so that the rows of a block stay in the cache of a processor.
 */
public final class Game {
    private static final int BLOCK = 1024;

    /** How the players of a coalition are combined into one number for each row. */
    public enum Combination {
        /** Their sum. */
        SUM,
        /** ± (Π |r_k|)^(1/n), positive only if all are: kinesthetic reward combination. */
        KRC,
        /** The smallest. */
        MINIMUM,
        /** Σ log σ(r_k): the log-probability of being good on all. */
        CONJUNCTION
    }

    /** What is counted. */
    public enum Value {
        /** Mean gold of the row that the coalition ranks first in each group. */
        WINNER_GOLD,
        /** Share of pairs within groups that the coalition orders as gold does; half for equal ones. */
        PAIR_ACCURACY,
        /** Mean of the combined number over all rows; nothing for no player. */
        MEAN
    }

    private final double[][] players;
    private final double[] gold;
    private final List<int[]> groups;
    private final Combination combination;
    private final Value value;
    private final long seed;
    private final int mostPairs;

    /**
     * @param players each player's number in each row
     * @param gold what is truly wanted in each row; not used for {@link Value#MEAN}
     * @param groups rows that belong together; not used for {@link Value#MEAN}
     * @param mostPairs more pairs than these are not compared: so many are drawn, with replacement
     * @param seed where drawing begins
     */
    public Game(
            double[][] players,
            double[] gold,
            List<int[]> groups,
            Combination combination,
            Value value,
            int mostPairs,
            long seed) {
        this.players = players;
        this.gold = gold;
        this.groups = groups;
        this.combination = combination;
        this.value = value;
        this.mostPairs = mostPairs;
        this.seed = seed;
    }

    /** The value of each coalition; player k belongs to those whose number has bit k. At most {@link Shapley#MOST_EXACT} players. */
    public double[] all() {
        List<Block> blocks = blocks();
        double[] sums = blocks.parallelStream()
                .map(b -> b.sums(1 << players.length))
                .reduce(new double[1 << players.length], Game::added);
        long count = blocks.stream().mapToLong(Block::count).sum();
        for (int mask = 0; mask < sums.length; mask++) {
            sums[mask] /= count;
        }
        return sums;
    }

    /** The value of one coalition. */
    public double of(long mask) {
        List<Block> blocks = blocks();
        double sum = 0;
        long count = 0;
        for (Block block : blocks) {
            sum += block.sum(mask);
            count += block.count();
        }
        return sum / count;
    }

    private static double[] added(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    private List<Block> blocks() {
        return switch (value) {
            case MEAN -> {
                int rows = players.length == 0 ? 0 : players[0].length;
                yield IntStream.range(0, (rows + BLOCK - 1) / BLOCK)
                        .mapToObj(b -> block(
                                IntStream.range(b * BLOCK, Math.min(rows, (b + 1) * BLOCK))
                                        .toArray(),
                                new int[0]))
                        .toList();
            }
            case WINNER_GOLD -> grouped();
            case PAIR_ACCURACY -> pairs();
        };
    }

    private Block block(int[] rows, int[] ends) {
        double[][] columns = new double[players.length][rows.length];
        for (int k = 0; k < players.length; k++) {
            for (int i = 0; i < rows.length; i++) {
                columns[k][i] = prepared(players[k][rows[i]]);
            }
        }
        double[] own = gold.length == 0
                ? new double[0]
                : Arrays.stream(rows).mapToDouble(r -> gold[r]).toArray();
        return new Block(columns, own, ends);
    }

    /** The number that is combined by adding up. */
    private double prepared(double r) {
        return switch (combination) {
            case SUM, MINIMUM, KRC -> r;
            case CONJUNCTION -> Math.min(r, 0) - Math.log1p(Math.exp(-Math.abs(r)));
        };
    }

    /** Whole groups in each block. */
    private List<Block> grouped() {
        List<Block> blocks = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int[] group : groups) {
            int[] known =
                    Arrays.stream(group).filter(i -> Double.isFinite(gold[i])).toArray();
            if (known.length < 2) {
                continue;
            }
            for (int row : known) {
                rows.add(row);
            }
            ends.add(rows.size());
            if (rows.size() >= BLOCK) {
                blocks.add(block(ints(rows), ints(ends)));
                rows.clear();
                ends.clear();
            }
        }
        if (!rows.isEmpty()) {
            blocks.add(block(ints(rows), ints(ends)));
        }
        return blocks;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Rows in pairs, the one with more gold first. */
    private List<Block> pairs() {
        long all = groups.stream()
                .mapToLong(g -> (long) g.length * (g.length - 1) / 2)
                .sum();
        List<Integer> rows = new ArrayList<>();
        if (all <= mostPairs) {
            for (int[] group : groups) {
                for (int i = 0; i < group.length; i++) {
                    for (int j = 0; j < i; j++) {
                        addPair(rows, group[i], group[j]);
                    }
                }
            }
        } else {
            SplittableRandom random = new SplittableRandom(seed);
            int[][] byGroup = groups.toArray(int[][]::new);
            double[] ends = new double[byGroup.length];
            double total = 0;
            for (int g = 0; g < ends.length; g++) {
                total += (double) byGroup[g].length * (byGroup[g].length - 1);
                ends[g] = total;
            }
            for (int p = 0; p < mostPairs; p++) {
                int at = Arrays.binarySearch(ends, random.nextDouble() * total);
                int[] group = byGroup[at >= 0 ? Math.min(at + 1, ends.length - 1) : -at - 1];
                int first = random.nextInt(group.length);
                int second = random.nextInt(group.length - 1);
                addPair(rows, group[first], group[second >= first ? second + 1 : second]);
            }
        }
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += BLOCK) {
            blocks.add(block(ints(rows.subList(from, Math.min(rows.size(), from + BLOCK))), new int[0]));
        }
        return blocks;
    }

    private void addPair(List<Integer> rows, int a, int b) {
        if (gold[a] > gold[b]) {
            rows.add(a);
            rows.add(b);
        } else if (gold[b] > gold[a]) {
            rows.add(b);
            rows.add(a);
        }
    }

    /** Some rows, small enough for a cache. */
    private final class Block {
        private final double[][] columns;
        private final double[] own;
        private final int[] ends;

        Block(double[][] columns, double[] own, int[] ends) {
            this.columns = columns;
            this.own = own;
            this.ends = ends;
        }

        int rows() {
            return columns.length == 0 ? own.length : columns[0].length;
        }

        long count() {
            return switch (value) {
                case MEAN -> rows();
                case WINNER_GOLD -> ends.length;
                case PAIR_ACCURACY -> rows() / 2;
            };
        }

        /** Each coalition's number is added up in the same order of players, so that equal sums stay equal. */
        double[] sums(int coalitions) {
            double[] sums = new double[coalitions];
            if (combination == Combination.KRC && value == Value.MEAN) {
                new KinestheticMeans(columns).addTo(sums);
                return sums;
            }
            double[][] stack = new double[columns.length + 1][rows()];
            Arrays.fill(stack[0], start());
            walk(0, 0, 0, stack, sums);
            return sums;
        }

        private double start() {
            return switch (combination) {
                case SUM, CONJUNCTION -> 0;
                case KRC -> 1;
                case MINIMUM -> Double.POSITIVE_INFINITY;
            };
        }

        /** @param depth number of arrays in use: one for each member so far */
        private void walk(int player, int mask, int depth, double[][] stack, double[] sums) {
            if (player == columns.length) {
                sums[mask] = judge(stack[depth], depth);
                return;
            }
            walk(player + 1, mask, depth, stack, sums);
            combine(stack[depth], columns[player], stack[depth + 1]);
            walk(player + 1, mask | 1 << player, depth + 1, stack, sums);
        }

        double sum(long mask) {
            double[] now = new double[rows()];
            Arrays.fill(now, start());
            for (int k = 0; k < columns.length; k++) {
                if ((mask >> k & 1) != 0) {
                    combine(now, columns[k], now);
                }
            }
            return judge(now, Long.bitCount(mask));
        }

        private void combine(double[] before, double[] column, double[] after) {
            switch (combination) {
                case SUM, CONJUNCTION -> {
                    for (int i = 0; i < after.length; i++) {
                        after[i] = before[i] + column[i];
                    }
                }
                case MINIMUM -> {
                    for (int i = 0; i < after.length; i++) {
                        after[i] = Math.min(before[i], column[i]);
                    }
                }
                case KRC -> {
                    // The product of sizes; negative once one of them is negative.
                    for (int i = 0; i < after.length; i++) {
                        double size = Math.abs(before[i]) * Math.abs(column[i]);
                        boolean negative = column[i] < 0 || before[i] < 0 || 1 / before[i] < 0;
                        after[i] = negative ? -size : size;
                    }
                }
            }
        }

        private double judge(double[] numbers, int members) {
            if (members == 0) {
                return nobody();
            }
            return switch (value) {
                case MEAN -> mean(numbers, members);
                case WINNER_GOLD -> winners(numbers);
                case PAIR_ACCURACY -> accuracy(numbers);
            };
        }

        /** Without a player nothing is known: a row at random wins, a coin decides, nothing is earned. */
        private double nobody() {
            return switch (value) {
                case MEAN -> 0;
                case WINNER_GOLD -> winners(new double[rows()]);
                case PAIR_ACCURACY -> rows() / 2 * 0.5;
            };
        }

        private double mean(double[] numbers, int members) {
            double sum = 0;
            for (double number : numbers) {
                sum += combination == Combination.KRC
                        ? Math.signum(number) * Math.pow(Math.abs(number), 1.0 / members)
                        : number;
            }
            return sum;
        }

        private double winners(double[] numbers) {
            double sum = 0;
            int start = 0;
            for (int end : ends) {
                double best = Double.NEGATIVE_INFINITY;
                double won = 0;
                int count = 0;
                for (int i = start; i < end; i++) {
                    if (numbers[i] > best) {
                        best = numbers[i];
                        won = own[i];
                        count = 1;
                    } else if (numbers[i] == best) {
                        won += own[i];
                        count++;
                    }
                }
                sum += won / count;
                start = end;
            }
            return sum;
        }

        private double accuracy(double[] numbers) {
            double sum = 0;
            for (int i = 0; i + 1 < numbers.length; i += 2) {
                sum += numbers[i] > numbers[i + 1] ? 1 : numbers[i] == numbers[i + 1] ? 0.5 : 0;
            }
            return sum;
        }
    }
}
