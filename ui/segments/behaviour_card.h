// How the segment's people buy and what they do with emails, beside everyone else: shares, means and small charts. Gone
// where nothing of it is known. Main thread.
#pragma once

#include "async/latest.h"
#include "service/segment_behaviour.h"

#include <memory>

class QGridLayout;
class QVBoxLayout;

namespace audience::ui {

class Card;
class PairedBars;

class BehaviourCard final : public QObject {
    Q_OBJECT
public:
    BehaviourCard(std::shared_ptr<service::Session> session, QWidget *parent);
    Card *card() { return m_card; }
    void showRule(const model::SegmentRule &rule);
    void clear();
    const model::SegmentRule &shownRule() const { return m_shownRule; } // whose people the figures are
    bool isSettled() const { return !m_isAsking; }

Q_SIGNALS:
    void chosen(const model::RuleNode &part, const QString &title, const QRect &at);

private:
    void show(const service::SegmentBehaviour &told);
    void addShares(const service::SegmentBehaviour &told);
    void addFigures(const service::SegmentBehaviour &told);
    void addChart(const service::SegmentBreakdown &chart);
    void addHours(const service::SegmentBehaviour::Hours &hours);
    PairedBars *addBars(const QString &objectName, const QString &title);

    std::shared_ptr<service::Session> m_session;
    model::SegmentRule m_shownRule;
    bool m_isAsking = false;
    Card *m_card;
    QWidget *m_parts = nullptr;
    QVBoxLayout *m_column = nullptr;
    Latest<service::SegmentBehaviour> m_latest;
};

} // namespace audience::ui
