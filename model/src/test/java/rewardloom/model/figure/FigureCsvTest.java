package rewardloom.model.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureCsvTest {

    @Test
    void everyLayerGivesItsData() {
        Axis names = Axis.categories("", List.of("touch", "a, \"b\""));
        Figure figure = new Figure(
                "f",
                "",
                names,
                Axis.linear("y"),
                List.of(
                        new Layer.Line("l", 0, new double[] {0, 0.5}, new double[] {1.25, Double.NaN}, true),
                        new Layer.Band("", 0, new double[] {2}, new double[] {-1}, new double[] {1}, "t interval"),
                        new Layer.Bars("b", 1, new double[] {3, 4}, new double[] {2, 3}, new double[] {4, 5}),
                        new Layer.Histogram("h", 2, new double[] {0, 1, 2}, new double[] {7, 8}),
                        new Layer.StackedArea(
                                new double[] {0}, List.of(new Layer.StackedArea.Part("p", 3, new double[] {9}))),
                        new Layer.Rule("r", -1, 5, true)),
                "",
                FigureSource.NONE);

        assertThat(FigureCsv.of(figure).lines())
                .containsExactly(
                        "layer,label,x,y,low,high",
                        "line (faint),l,touch,1.25,,",
                        "line (faint),l,0.5,NaN,,",
                        "band,t interval,2,,-1,1",
                        "bars,b,touch,3,2,4",
                        "bars,b,\"a, \"\"b\"\"\",4,3,5",
                        "histogram,h,0.5,7,0,1",
                        "histogram,h,1.5,8,1,2",
                        "stacked-area,p,touch,9,,",
                        "rule,r,5,,,");
    }
}
