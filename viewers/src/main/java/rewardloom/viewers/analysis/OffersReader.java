package rewardloom.viewers.analysis;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.ParameterSpec;
import rewardloom.model.analysis.Session;
import rewardloom.model.media.MediaIndex;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Reads what a form may name where that takes rows: once, and only if the form asks for it. */
record OffersReader(Tables tables, List<ParameterSpec> specs) {

    private record Names(List<String> names) {}

    Offers read(List<Table> listed, Session session) {
        return Offers.of(listed, settings(listed, session), media(listed, session));
    }

    private boolean isAsked(Parameter.Choices choices) {
        return specs.stream().anyMatch(s -> s.choices() == choices);
    }

    private static List<String> editions(List<Table> listed, Kind kind) {
        return listed.stream().filter(t -> t.kind() == kind).map(Table::edition).toList();
    }

    private List<String> settings(List<Table> listed, Session session) {
        List<String> configs = editions(listed, Kind.CONFIG);
        if (!isAsked(Parameter.Choices.SETTINGS) || configs.isEmpty()) {
            return List.of();
        }
        return session.remember(List.of("settings", configs), Names.class, () -> {
                    RunSettings settings = RunSettings.of(tables);
                    return new Names(listed.stream()
                            .map(Table::run)
                            .distinct()
                            .flatMap(run -> settings.of(run).keySet().stream())
                            .distinct()
                            .toList());
                })
                .names();
    }

    private List<String> media(List<Table> listed, Session session) {
        List<String> media = editions(listed, Kind.MEDIA);
        if (!isAsked(Parameter.Choices.MEDIA) || media.isEmpty()) {
            return List.of();
        }
        return session.remember(
                        List.of("media", media),
                        Names.class,
                        () -> new Names(MediaIndex.read(tables).tags().stream()
                                .map(MediaIndex.Tag::name)
                                .distinct()
                                .sorted()
                                .toList()))
                .names();
    }
}
