package rewardloom.importers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import rewardloom.model.progress.Progress;

/** The progress of many files that are read at once, as one: by bytes, with the number of files that are done. */
final class SharedProgress {
    private final Progress target;
    private final int files;
    private final double bytes;
    private final DoubleAdder done = new DoubleAdder();
    private final AtomicInteger finished = new AtomicInteger();

    SharedProgress(Progress target, int files, long bytes) {
        this.target = target;
        this.files = files;
        this.bytes = Math.max(1, bytes);
    }

    /** The progress of one file. */
    Progress of(Source source, long size) {
        return new Progress() {
            private double mine;

            @Override
            public void update(String step, double fraction) {
                if (fraction > mine) {
                    done.add((Math.min(1, fraction) - mine) * size);
                    mine = Math.min(1, fraction);
                    show(source);
                }
            }

            @Override
            public boolean isCancelled() {
                return target.isCancelled();
            }
        };
    }

    /** To be called when a file is done. */
    void finished(Source source) {
        finished.incrementAndGet();
        show(source);
    }

    private void show(Source source) {
        target.update(
                source.name() + " · " + finished.get() + " of " + files + " files", Math.min(1, done.sum() / bytes));
    }
}
