// The tab "Over time": how many people the segment had, who came and went between two days, and where people went
// between it and other segments. Asks in the background, only while it is looked at.
#pragma once

#include "service/segment_history.h"
#include "ui/segments/study_panel.h"

#include <QDate>
#include <QTimer>

class QLabel;
class QPushButton;

namespace audience::ui {

class BarRows;
class Card;
class DateButton;
class FlowView;
class HistoryChart;
class SegmentedControl;
class StateView;

class HistoryPanel final : public StudyPanel {
    Q_OBJECT
public:
    // `openSegment`: the id of the segment whose rule is shown, not above 0 for one that was never saved.
    HistoryPanel(std::shared_ptr<service::Session> session, std::function<qint64()> openSegment, QWidget *parent = nullptr);
    void showRule(const model::SegmentRule &rule, const QString &name) override;
    void showElsewhere(const model::SegmentRule &rule, const QString &name, const QString &source) override;
    void showNothing() override;
    void setVocabulary(const service::RuleVocabulary &vocabulary) override;
    void dataChanged() override;
    bool isSettled() const override { return !m_isCounting && !m_isComparing && !m_isFlowing && !m_soon.isActive(); }

private:
    // What was asked stays with its answer: people are opened as they were counted, whatever is asked by now.
    struct Change {
        model::SegmentRule rule;
        QDate from, to;
        service::SegmentChange change;
    };
    struct Sizes {
        QDate today;
        service::SegmentHistory history;
        Change change;
    };
    struct Flow {
        std::vector<model::SegmentRule> rules;
        QDate from, to;
        service::SegmentFlow flow;
        QStringList names;
    };
    Card *buildSizes(QWidget *parent);
    Card *buildChange(QWidget *parent);
    Card *buildFlow(QWidget *parent);
    void askSizes();
    void askChange();
    void askFlow();
    void showSizes(const Sizes &sizes);
    void showChange(const Change &change);
    void showFlow(const Flow &flow);
    void daysChosen(); // the figures of other days are wanted, as soon as the hand rests
    void chooseOthers();
    bool isOwn(const service::RuleVocabulary::Named &segment) const;
    void openChange(int row);
    void openFlow(int was, int is);
    static QString asTodayWords(const service::AsToday &parts); // empty: all of the rule has a past
    QString ownName() const;

    std::shared_ptr<service::Session> m_session;
    std::function<qint64()> m_openSegment;
    model::SegmentRule m_rule, m_sizesRule; // what is asked; what the line is of
    QString m_name;
    qint64 m_own = 0; // its id
    bool m_isShown = false, m_isOld = true, m_hasChosen = false, m_isCounting = false, m_isComparing = false, m_isFlowing = false;
    QDate m_today;
    service::RuleVocabulary m_vocabulary;
    QStringList m_others; // ids of the segments in the flow beside its own
    StateView *m_state;
    SegmentedControl *m_range;
    HistoryChart *m_chart;
    QLabel *m_asToday, *m_change;
    DateButton *m_from, *m_to;
    BarRows *m_rows;
    Card *m_flowCard;
    QPushButton *m_choose;
    FlowView *m_flow;
    QLabel *m_flowNote;
    QTimer m_soon;
    Latest<Sizes> m_sizes;
    Change m_shownChange;
    Flow m_shownFlow;
    Latest<Change> m_changes;
    Latest<Flow> m_flows;
};

} // namespace audience::ui
