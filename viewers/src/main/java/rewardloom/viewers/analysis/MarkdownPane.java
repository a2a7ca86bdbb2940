package rewardloom.viewers.analysis;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A help text. */
public final class MarkdownPane extends VBox {

    /** @param text Markdown */
    public MarkdownPane(String text) {
        getStyleClass().add("markdown");
        Markdown.parse(text).forEach(block -> getChildren().add(node(block)));
    }

    private static Node node(Markdown block) {
        return switch (block) {
            case Markdown.Heading(int level, var spans) -> styled(flow(spans), level <= 1 ? "heading-1" : "heading-2");
            case Markdown.Paragraph(var spans) -> flow(spans);
            case Markdown.Entry(String mark, var spans) -> entry(mark, flow(spans));
            case Markdown.Row(var name, var cells) -> row(name, cells);
            case Markdown.Code(String code) -> styled(code(code), "code-block");
        };
    }

    /** An inspector is too narrow for columns: a table's row is a name with its cells below it. */
    private static Node row(List<Markdown.Span> name, List<Markdown.Cell> cells) {
        VBox row = new VBox(styled(flow(name), "row-name"));
        for (Markdown.Cell cell : cells) {
            Text head = new Text(cell.head() + "  ");
            head.getStyleClass().add("row-head");
            TextFlow text = flow(cell.spans());
            text.getChildren().addFirst(head);
            row.getChildren().add(text);
        }
        return styled(row, "table-row");
    }

    private static Node entry(String mark, TextFlow text) {
        Label bullet = new Label(mark);
        bullet.setMinWidth(18);
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(bullet, text);
    }

    private static Label code(String code) {
        Label label = new Label(code);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setWrapText(true);
        return label;
    }

    private static TextFlow flow(List<Markdown.Span> spans) {
        TextFlow flow = new TextFlow();
        for (Markdown.Span span : spans) {
            Text text = new Text(span.text());
            text.getStyleClass()
                    .add(
                            switch (span.style()) {
                                case PLAIN -> "plain";
                                case STRONG -> "strong";
                                case EMPHASIS -> "emphasis";
                                case CODE -> "code";
                            });
            flow.getChildren().add(text);
        }
        return flow;
    }

    private static Node styled(Node node, String style) {
        node.getStyleClass().add(style);
        return node;
    }
}
