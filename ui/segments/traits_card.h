// "What makes this segment different": everything that sets its people apart, what is clear first, each to be added as
// a condition. Shows what the TraitFinder finds. Main thread.
#pragma once

#include "service/segment_study.h"
#include "ui/segments/rule_names.h"

#include <QObject>

class QLabel;

namespace audience::ui {

class Card;
class PairedBars;
class TraitFinder;

class TraitsCard final : public QObject {
    Q_OBJECT
public:
    TraitsCard(TraitFinder *finder, QWidget *parent);
    Card *card() { return m_card; }
    void setNames(const RuleNames &names);
    PairedBars *bars() { return m_bars; }

Q_SIGNALS:
    void chosen(const model::RuleNode &part, const QString &title, const QRect &at);
    void addWanted(const model::RuleNode &part);

private:
    void refresh();
    TraitFinder *m_finder;
    RuleNames m_names;
    Card *m_card;
    QLabel *m_words;
    PairedBars *m_bars;
    std::vector<service::SegmentTrait> m_shown; // in the order of the rows
};

} // namespace audience::ui
