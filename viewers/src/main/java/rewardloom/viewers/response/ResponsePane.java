package rewardloom.viewers.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import rewardloom.model.response.Response;
import rewardloom.model.response.TextDifference;
import rewardloom.model.response.Transcript;
import rewardloom.model.response.TranscriptReader;
import rewardloom.viewers.analysis.MarkdownPane;

/** Shows one text: as Markdown or plain, as the turns of an agent, where it differs from another one, or with a shade for each token. */
public final class ResponsePane extends StackPane {
    private final MarkedText marked = new MarkedText();
    private final TurnTree turns = new TurnTree();
    private final ScrollPane page = new ScrollPane();
    private final ObservableList<Look> possible = FXCollections.observableArrayList();
    private final ObjectProperty<Look> look = new SimpleObjectProperty<>(this, "look", Look.MARKDOWN);
    private final ReadOnlyBooleanWrapper seen = new ReadOnlyBooleanWrapper(this, "seen");
    private @Nullable Response response;
    private @Nullable String other;
    private boolean first;

    /**
     * How a text is shown.
     *
     * @param title for people
     * @param strip the numbers of a strip of tokens; empty for other looks
     */
    public record Look(String title, String strip) {
        public static final Look MARKDOWN = new Look("Markdown", "");
        public static final Look PLAIN = new Look("Plain", "");
        public static final Look TURNS = new Look("Turns", "");
        public static final Look DIFFERENCE = new Look("Difference", "");

        static Look of(String strip) {
            return new Look("Tokens: " + strip, strip);
        }
    }

    public ResponsePane() {
        getStyleClass().add("response-pane");
        getStylesheets()
                .add(Objects.requireNonNull(ResponsePane.class.getResource("response.css"))
                        .toExternalForm());
        page.setFitToWidth(true);
        page.setFocusTraversable(false);
        page.getStyleClass().addAll("edge-to-edge", "response-page");
        page.vvalueProperty().subscribe(this::look);
        page.viewportBoundsProperty().subscribe(this::look);
        marked.seenProperty().subscribe(this::look);
        look.subscribe(this::draw);
        setMinSize(0, 0);
    }

    /**
     * Shows a response, or nothing.
     *
     * @param beside the text it is compared with, or null
     * @param isFirst whether it is the first of the two
     */
    public void show(@Nullable Response shown, @Nullable String beside, boolean isFirst) {
        response = shown;
        other = beside;
        first = isFirst;
        seen.set(false);
        List<Look> looks = new ArrayList<>();
        if (shown != null) {
            Transcript transcript = TranscriptReader.read(shown.text());
            if (transcript.isStructured()) {
                looks.add(Look.TURNS);
            }
            looks.add(Look.MARKDOWN);
            looks.add(Look.PLAIN);
            if (beside != null) {
                looks.add(Look.DIFFERENCE);
            }
            Pieces.strips(shown).forEach(strip -> looks.add(Look.of(strip)));
        }
        Look before = look.get();
        possible.setAll(looks);
        Look wanted = looks.contains(before) ? before : looks.isEmpty() ? Look.MARKDOWN : looks.getFirst();
        if (wanted.equals(before)) {
            draw();
        } else {
            look.set(wanted);
        }
    }

    /** The ways in which the text can be shown, the best one first. */
    public ObservableList<Look> possible() {
        return FXCollections.unmodifiableObservableList(possible);
    }

    /** How it is shown. */
    public ObjectProperty<Look> lookProperty() {
        return look;
    }

    /** Whether the end of the text has been in view. */
    public ReadOnlyBooleanProperty seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Scrolls by a share of the page, down when positive. */
    public void scrollBy(double pages) {
        if (getChildren().contains(page)) {
            double all = page.getContent() == null
                    ? 0
                    : page.getContent().getLayoutBounds().getHeight();
            double room = Math.max(1, all - page.getViewportBounds().getHeight());
            page.setVvalue(Math.clamp(
                    page.getVvalue() + pages * page.getViewportBounds().getHeight() / room, 0, 1));
        } else {
            marked.scrollBy(pages);
        }
    }

    private void draw() {
        Response shown = response;
        if (shown == null) {
            getChildren().clear();
            return;
        }
        Look how = look.get();
        if (how.equals(Look.TURNS)) {
            turns.show(TranscriptReader.read(shown.text()), rewards(shown));
            getChildren().setAll(turns);
        } else if (how.equals(Look.MARKDOWN)) {
            page.setContent(new MarkdownPane(shown.text()));
            page.setVvalue(0);
            getChildren().setAll(page);
        } else {
            marked.show(pieces(shown, how));
            getChildren().setAll(marked);
        }
        look();
    }

    private List<Piece> pieces(Response shown, Look how) {
        String beside = other;
        if (how.equals(Look.DIFFERENCE) && beside != null) {
            TextDifference difference =
                    first ? TextDifference.of(shown.text(), beside) : TextDifference.of(beside, shown.text());
            return Pieces.difference(first ? difference.first() : difference.second(), first);
        }
        return how.strip().isEmpty() ? Pieces.plain(shown.text()) : Pieces.heat(shown, how.strip());
    }

    /** A strip that is no strip of tokens may hold the rewards of turns. */
    private static double[] rewards(Response shown) {
        return shown.strips().values().stream()
                .filter(values -> values.length != shown.tokens().size())
                .findFirst()
                .orElse(new double[0]);
    }

    private void look() {
        if (response == null) {
            return;
        }
        if (getChildren().contains(marked)) {
            seen.set(seen.get() || marked.seenProperty().get());
        } else if (getChildren().contains(page)) {
            double all = page.getContent() == null
                    ? 0
                    : page.getContent().getLayoutBounds().getHeight();
            double view = page.getViewportBounds().getHeight();
            seen.set(seen.get() || (view > 0 && all > 0 && (all <= view + 1 || page.getVvalue() > 0.98)));
        } else {
            seen.set(true);
        }
    }
}
