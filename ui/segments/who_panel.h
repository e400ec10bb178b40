// The tab "Who they are": the people of the rule beside everyone else. Cards that each answer one question; whatever
// is chosen in one can be opened, added as a condition or made a segment. Main thread.
#pragma once

#include "ui/segments/study_panel.h"

#include <memory>

class QVBoxLayout;

namespace audience::ui {

class AdviceCard;
class BehaviourCard;
class BreakdownCard;
class StateView;
class TraitFinder;
class TraitsCard;

class WhoPanel final : public StudyPanel {
    Q_OBJECT
public:
    WhoPanel(std::shared_ptr<service::Session> session, TraitFinder *traits, QWidget *parent = nullptr);
    void showRule(const model::SegmentRule &rule, const QString &name) override;
    void showElsewhere(const model::SegmentRule &rule, const QString &name, const QString &source) override;
    void showNothing() override;
    void setVocabulary(const service::RuleVocabulary &vocabulary) override;
    void dataChanged() override;
    bool isSettled() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void ask();
    void showCards(bool isThere);
    void openPeople(const model::SegmentRule &rule, const QString &title);
    void makeSegment(const model::SegmentRule &rule, const QString &title);
    // Of the rule whose people were counted for it, whatever is being written by now.
    void offer(const model::SegmentRule &counted, const model::RuleNode &part, const QString &title, const QRect &at);
    static model::SegmentRule with(const model::SegmentRule &counted, const model::RuleNode &part);
    void arrange();
    bool isWide() const;

    std::shared_ptr<service::Session> m_session;
    model::SegmentRule m_rule;
    QString m_name;
    TraitFinder *m_finder;
    TraitsCard *m_traits;
    BreakdownCard *m_breakdown;
    BehaviourCard *m_behaviour;
    AdviceCard *m_advice;
    StateView *m_state;
    QWidget *m_inside;
    QVBoxLayout *m_left, *m_right; // the right one is empty where there is no room for it
    bool m_isThere = false; // they stay in a source, which answers breakdowns alone
    bool m_hasRule = false, m_isAsked = false, m_isWide = false;
};

} // namespace audience::ui
