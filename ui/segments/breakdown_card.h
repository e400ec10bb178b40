// The segment's people by one thing at a time, beside everyone else; the thing is picked at the top. Main thread.
#pragma once

#include "async/latest.h"
#include "service/segment_breakdown.h"

#include <memory>
#include <optional>

class QLabel;
class QPushButton;

namespace audience::ui {

class Card;
class PairedBars;

class BreakdownCard final : public QObject {
    Q_OBJECT
public:
    BreakdownCard(std::shared_ptr<service::Session> session, QWidget *parent);
    Card *card() { return m_card; }
    void showRule(const model::SegmentRule &rule); // asks
    void choose(const QString &field);
    void clear();
    const model::SegmentRule &shownRule() const { return m_shownRule; } // whose people the figures are
    bool isSettled() const { return !m_isAsking; }

Q_SIGNALS:
    void chosen(const model::RuleNode &part, const QString &title, const QRect &at);

private:
    struct Answer {
        std::vector<service::BreakdownField> fields;
        std::optional<service::SegmentBreakdown> breakdown; // none: nothing to break down by
    };
    void ask();
    void show(const Answer &answer);
    void showNothing();
    void pick();
    QString settingsKey() const;

    std::shared_ptr<service::Session> m_session;
    std::optional<model::SegmentRule> m_rule;
    std::string m_field;
    Answer m_shown;
    model::SegmentRule m_shownRule;
    bool m_isAsking = false;
    Card *m_card;
    QLabel *m_words, *m_engine;
    QPushButton *m_by;
    PairedBars *m_bars;
    Latest<Answer> m_latest;
};

} // namespace audience::ui
