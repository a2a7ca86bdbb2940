package rewardloom.viewers.preference;

import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.exchange.ForeignFiles;
import rewardloom.model.table.Tables;

/**
 * The study that is labelled.
 *
 * @param log where queues and labels are kept
 * @param tables the study without its labels
 * @param labelled the study with its labels as tables, for what learns from them
 * @param files reads labels of other programs
 */
public record StudyLabels(LabelLog log, Tables tables, Tables labelled, ForeignFiles files) {}
