// The tab "Overlap": the rule as it stands beside saved segments of choice, who is in just which of them, and sets drawn
// onto each other to unite, intersect or subtract them. Each part opens its people or becomes a segment. Main thread.
#pragma once

#include "async/latest.h"
#include "service/segment_overlap.h"
#include "ui/segments/overlap_sets.h"
#include "ui/segments/study_panel.h"

#include <QTimer>
#include <QUndoStack>

#include <optional>

class QBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace audience::ui {

class FilterChips;
class OverlapPlot;
class SegmentedControl;
class StateView;

class OverlapPanel final : public StudyPanel {
    Q_OBJECT
public:
    // `openSegment`: the id of the segment whose rule is shown, not above 0 for one that was never saved.
    OverlapPanel(std::shared_ptr<service::Session> session, std::function<qint64()> openSegment, QWidget *parent = nullptr);
    void showRule(const model::SegmentRule &rule, const QString &name) override;
    void showElsewhere(const model::SegmentRule &rule, const QString &name, const QString &source) override;
    void showNothing() override;
    void setVocabulary(const service::RuleVocabulary &) override {}
    void dataChanged() override { ++m_version; }
    bool isSettled() const override { return !m_isAsking; }
    OverlapPlot *plot() { return m_plot; }
    QUndoStack &undoStack() { return m_undo; }

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    // What is chosen, and what one step of undo puts back.
    struct Choice {
        std::vector<qint64> segments;
        QVector<OverlapSets::Combined> combined;
        friend bool operator==(const Choice &, const Choice &) = default;
    };
    struct Answer {
        model::SegmentRule rule;
        int version = 0; // of the data
        std::vector<service::SharingSegment> sharing;
        std::vector<qint64> segments; // of the answer, in its order
        OverlapSets sets;
    };
    // What is chosen in the picture: its people and the rule behind it.
    struct Part {
        QString name;
        model::SegmentRule rule;
        qint64 people = 0;
    };
    void buildHead(QBoxLayout *layout);
    QWidget *buildCorner();
    void ask();
    static Result<Answer> answerOf(service::Session &session, const model::SegmentRule &rule, const OverlapSets::Base &ours,
                                   const std::optional<std::vector<qint64>> &wanted, std::vector<service::SharingSegment> sharing, const CancelToken &cancel);
    void show(Answer answer);
    void fillChips();
    void arrange();
    void change(const QString &words, const Choice &choice);
    void addSegment();
    void removeSet(qint64 key);
    void combine(SetOp op, int left, int right);
    void pickPartner(SetOp op, qint64 key);
    void chosen();
    std::optional<Part> chosenPart() const;
    void openPeople(const std::optional<Part> &part);
    void makeSegment(const std::optional<Part> &part);
    void showMenu(const QPoint &at);

    std::shared_ptr<service::Session> m_session;
    std::function<qint64()> m_openSegment;
    model::SegmentRule m_rule;
    QString m_name;
    qint64 m_shown = 0; // whose rule it is
    bool m_hasAnswer = false, m_isAsking = false, m_isChosen = false;
    int m_version = 0, m_asked = -1; // of the data: as they are, as they were asked last
    QTimer m_late;                   // the picture is not the one that was asked for
    Answer m_answer;
    Choice m_choice;
    QUndoStack m_undo;
    StateView *m_state;
    FilterChips *m_chips;
    SegmentedControl *m_order;
    QPushButton *m_add, *m_people, *m_make, *m_combine;
    QToolButton *m_back;
    QLabel *m_figure, *m_words, *m_outside;
    OverlapPlot *m_plot;
    Latest<Answer> m_latest;
};

} // namespace audience::ui
