package rewardloom.viewers.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.ParameterSpec;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Preset;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.Session;
import rewardloom.model.figure.Figure;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.viewers.work.Background;

/**
 * What a user does with one analysis: texts of its form, what came of them, what is looked at. Computes only while it is active
 * and only when something changed; what was computed stays in sight until its successor arrives. Belongs to the JavaFX thread.
 *
 * @param <P> the parameters
 */
public final class AnalysisModel<P extends Record> {
    private final Analysis<P> analysis;
    private final Tables tables;
    private final Background background;
    private final Consumer<Runnable> settle;
    private final Parameters<P> parameters;
    private final List<ParameterSpec> specs;

    private final ObservableMap<String, String> texts = FXCollections.observableMap(new LinkedHashMap<>());
    private final ObservableMap<String, String> mistakes = FXCollections.observableHashMap();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.WAITING);
    private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Result> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Item> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Offers> offers = new ReadOnlyObjectWrapper<>(Offers.NONE);
    private final ObservableList<Item> items = FXCollections.observableArrayList();

    // Views of what others may read, kept here: a view that nobody holds is collected, and its listeners with it.
    private final ObservableMap<String, String> readTexts = FXCollections.unmodifiableObservableMap(texts);
    private final ObservableMap<String, String> readMistakes = FXCollections.unmodifiableObservableMap(mistakes);
    private final ObservableList<Item> readItems = FXCollections.unmodifiableObservableList(items);

    private final Recollection memory = new Recollection();
    private P values;
    private long runs;
    private long lastMillis;
    private BooleanSupplier whole = () -> true;
    private boolean active;
    private boolean stale = true;
    private boolean dragged;
    private Seen seen = new Seen(List.of(), Offers.NONE);
    private Consumer<Exception> failure = e -> {};

    /**
     * @param analysis what is run
     * @param tables what it is run on
     * @param background where it is run
     * @param settle runs what it was given last, once the user has paused
     */
    public AnalysisModel(Analysis<P> analysis, Tables tables, Background background, Consumer<Runnable> settle) {
        this.analysis = analysis;
        this.tables = tables;
        this.background = background;
        this.settle = settle;
        this.values = analysis.defaults();
        this.parameters = new Parameters<>(values);
        this.specs = parameters.specs();
        texts.putAll(parameters.texts(values));
    }

    public Analysis<P> analysis() {
        return analysis;
    }

    /** What the form asks for. */
    public List<ParameterSpec> specs() {
        return specs;
    }

    /** The form's texts by parameter, as the user left them, wrong ones included. */
    public ObservableMap<String, String> texts() {
        return readTexts;
    }

    /** What is wrong with a text, by parameter; nothing for the right ones. */
    public ObservableMap<String, String> mistakes() {
        return readMistakes;
    }

    /** Whether there is something to see. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Whether something newer than what is shown is being computed. */
    public ReadOnlyBooleanProperty computingProperty() {
        return computing.getReadOnlyProperty();
    }

    /** Why the last parameters gave nothing, or the empty string. */
    public ReadOnlyStringProperty refusalProperty() {
        return refusal.getReadOnlyProperty();
    }

    /** The newest result. */
    public ReadOnlyObjectProperty<@Nullable Result> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Figures and tables of the result. */
    public ObservableList<Item> items() {
        return readItems;
    }

    /** The one that is looked at; stays with the same figure from result to result. */
    public ReadOnlyObjectProperty<@Nullable Item> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** What a parameter may name, as far as it is known. */
    public List<String> offers(Parameter.Choices choices) {
        Result known = result.get();
        if (choices == Parameter.Choices.RESULT) {
            return known == null || known.tables().isEmpty()
                    ? List.of()
                    : known.tables().getFirst().columns();
        }
        return offers.get().of(choices);
    }

    /** Looks up what parameters may name, without computing anything. */
    public void readOffers() {
        background.latest(
                List.of(this, "offers"),
                "",
                progress -> new OffersReader(tables, specs).read(tables.list(), Session.NONE),
                offers::set,
                this::broke);
    }

    /** The parameters that differ from their defaults, as texts. */
    public Map<String, String> changes() {
        Map<String, String> defaults = parameters.texts(analysis.defaults());
        Map<String, String> changed = new LinkedHashMap<>(parameters.texts(values));
        changed.entrySet().removeIf(e -> e.getValue().equals(defaults.get(e.getKey())));
        return changed;
    }

    /** Takes a text of the form; a right one leads to a new result once the user pauses. */
    public void set(String name, String text) {
        if (changes(name, text)) {
            recompute();
        }
    }

    /**
     * Takes a text that changes all the time, as a slider's does: what is being computed is finished and shown, and then the newest is
     * computed, without a pause.
     */
    public void drag(String name, String text) {
        if (changes(name, text)) {
            stale = true;
            dragged = true;
            if (active && !computing.get()) {
                compute();
            }
        }
    }

    /** Whether the text changed the parameters. */
    private boolean changes(String name, String text) {
        if (text.equals(texts.get(name))) {
            return false;
        }
        texts.put(name, text);
        try {
            P changed = parameters.with(values, Map.of(name, text));
            mistakes.remove(name);
            if (!changed.equals(values)) {
                values = changed;
                return true;
            }
        } catch (IllegalArgumentException e) {
            mistakes.put(name, String.valueOf(e.getMessage()));
        }
        return false;
    }

    /** Settings that are known under a name. */
    public List<Preset> presets() {
        return analysis.presets();
    }

    /** Takes all settings of a preset; the others stay. */
    public void apply(Preset preset) {
        mistakes.keySet().removeAll(preset.settings().keySet());
        texts.putAll(preset.settings());
        P changed = parameters.with(values, preset.settings());
        if (!changed.equals(values)) {
            values = changed;
            recompute();
        }
    }

    /** How it is known whether all of the figure is in sight, or only a part that was zoomed into. */
    void setWhole(BooleanSupplier newWhole) {
        whole = newWhole;
    }

    /** How long the last computation took, in milliseconds: what is quick need not wait for a pause. */
    long lastMillis() {
        return lastMillis;
    }

    /** Back to the defaults. */
    public void reset() {
        P defaults = analysis.defaults();
        mistakes.clear();
        texts.putAll(parameters.texts(defaults));
        if (!defaults.equals(values)) {
            values = defaults;
            recompute();
        }
    }

    /** The study has changed. */
    public void studyChanged() {
        recompute();
    }

    /** Whether anybody can see it: what is hidden does not compute. */
    public void setActive(boolean newActive) {
        active = newActive;
        if (active && stale) {
            compute();
        } else if (active && !computing.get()) {
            lookAgain();
        } else if (!active && computing.get()) {
            stop();
            stale = true;
        }
    }

    /** Labels are given in another view, without a word to this one. */
    private void lookAgain() {
        background.latest(
                List.of(this, "look again"),
                analysis.title(),
                progress -> tables.list(),
                now -> {
                    if (active && !now.equals(seen.tables())) {
                        compute();
                    }
                },
                this::broke);
    }

    /** Looks at a figure or table. */
    public void show(Item item) {
        items.stream().filter(item::sameAs).findFirst().ifPresent(shown::set);
    }

    /** Looks at the figure that shows a finding; does nothing if none does. */
    public void show(Finding finding) {
        items.stream()
                .filter(i -> i instanceof Item.OfFigure && i.name().equals(finding.figure()))
                .findFirst()
                .ifPresent(shown::set);
    }

    /** Looks at the next item, or with -1 at the one before; goes round. */
    public void step(int by) {
        if (!items.isEmpty()) {
            shown.set(items.get(Math.floorMod(items.indexOf(shown.get()) + by, items.size())));
        }
    }

    /** Nobody will look at it any more. */
    public void close() {
        active = false;
        stop();
        memory.clear();
        take(null);
    }

    private void stop() {
        background.cancel(this);
        computing.set(false);
    }

    private void recompute() {
        stale = true;
        if (active) {
            settle.accept(this::computeIfWanted);
        }
    }

    private void computeIfWanted() {
        if (active && stale) {
            compute();
        }
    }

    private void compute() {
        stale = false;
        dragged = false;
        computing.set(true);
        P wanted = values;
        long run = ++runs;
        Item looked = shown.get();
        Recollection.Run session = memory.begin(
                looked instanceof Item.OfFigure ? looked.name() : "",
                whole.getAsBoolean(),
                figure -> background.later(() -> lookAt(figure, run)));
        background.latest(
                this, analysis.title(), progress -> run(wanted, progress, session), this::arrived, this::broke);
    }

    /** A figure that is there before the result: it stands in for its older self, or is the first thing to see. */
    private void lookAt(Figure figure, long run) {
        if (run != runs || !computing.get() || !active) {
            return;
        }
        Item item = new Item.OfFigure(figure);
        Item before = shown.get();
        int at = -1;
        for (int i = 0; i < items.size(); i++) {
            at = items.get(i).sameAs(item) ? i : at;
        }
        if (at >= 0) {
            items.set(at, item);
        } else if (items.isEmpty()) {
            items.setAll(List.of(item));
        } else {
            return;
        }
        if (before == null || before.sameAs(item)) {
            shown.set(item);
            refusal.set("");
            state.set(State.SHOWN);
        }
    }

    private Outcome run(P wanted, Progress progress, Recollection.Run session) {
        long start = System.nanoTime();
        Outcome outcome = outcome(wanted, progress, session);
        if (outcome instanceof Outcome.Found found) {
            session.end();
            return new Outcome.Found(found.seen(), found.result(), (System.nanoTime() - start) / 1_000_000);
        }
        return outcome;
    }

    private Outcome outcome(P wanted, Progress progress, Recollection.Run session) {
        List<Table> listed = tables.list();
        Seen offered = new Seen(listed, new OffersReader(tables, specs).read(listed, session));
        if (!analysis.accepts(wanted, tables)) {
            return new Outcome.Missing(offered);
        }
        try {
            return new Outcome.Found(offered, analysis.run(wanted, tables, progress, session), 0);
        } catch (AnalysisException e) {
            return new Outcome.Refused(offered, String.valueOf(e.getMessage()));
        } catch (CancelledException e) {
            // Somebody pressed cancel: the view must hear of it to stop waiting.
            return new Outcome.Stopped();
        }
    }

    private void arrived(Outcome outcome) {
        computing.set(false);
        switch (outcome) {
            case Outcome.Missing(Seen offered) -> {
                see(offered);
                take(null);
                state.set(State.MISSING);
            }
            case Outcome.Found(Seen offered, Result found, long millis) -> {
                lastMillis = millis;
                see(offered);
                refusal.set("");
                take(found);
                state.set(State.SHOWN);
            }
            case Outcome.Refused(Seen offered, String why) -> {
                see(offered);
                refuse(why);
            }
            case Outcome.Stopped() -> {
                stale = true;
                dragged = false;
                refuse("Cancelled before it was done.");
            }
        }
        if (dragged && stale && active) {
            compute();
        }
    }

    private void broke(Exception e) {
        computing.set(false);
        refuse(String.valueOf(e.getMessage() == null ? e : e.getMessage()));
        failure.accept(e);
    }

    /** Who is told of errors that are not about the parameters: defects and unreadable files. */
    public void onFailure(Consumer<Exception> newFailure) {
        failure = newFailure;
    }

    private void refuse(String why) {
        refusal.set(why);
        state.set(result.get() == null ? State.REFUSED : State.SHOWN);
    }

    private void see(Seen newSeen) {
        seen = newSeen;
        offers.set(newSeen.offers());
    }

    private void take(@Nullable Result found) {
        Item before = shown.get();
        result.set(found);
        items.setAll(found == null ? List.of() : Item.of(found));
        shown.set(items.stream()
                .filter(i -> before != null && i.sameAs(before))
                .findFirst()
                .orElse(items.isEmpty() ? null : items.getFirst()));
    }

    /** What there is to see. */
    public enum State {
        /** Nothing was computed yet. */
        WAITING,
        /** The study lacks what the analysis needs. */
        MISSING,
        /** The analysis cannot do it with these parameters, and there is no older result. */
        REFUSED,
        /** A result. */
        SHOWN
    }

    /** The study as an analysis found it. */
    private record Seen(List<Table> tables, Offers offers) {}

    private sealed interface Outcome {
        record Missing(Seen seen) implements Outcome {}

        record Found(Seen seen, Result result, long millis) implements Outcome {}

        record Refused(Seen seen, String why) implements Outcome {}

        record Stopped() implements Outcome {}
    }
}
