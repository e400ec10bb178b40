// The groups that the buyers fall into by themselves: what they have in common, the rule that says the same and how well it
// does, what could be done with them, and what speaks for another number of groups. Main thread.
#pragma once

#include "service/segment_study.h"
#include "ui/people/member_opener.h"
#include "ui/segments/rule_names.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace audience::ui {

class Card;
class ChoiceCurve;
class GroupFinder;
class StateView;

class SuggestionsPanel final : public QWidget {
    Q_OBJECT
public:
    SuggestionsPanel(std::shared_ptr<service::Session> session, GroupFinder *finder, QWidget *parent = nullptr);
    void setNames(const RuleNames &names);
    void showGroup(int group); // brings it into sight
    bool isSettled() const;

Q_SIGNALS:
    void ruleWanted(const model::SegmentRule &rule, const QString &name); // as a new segment
    void peopleWanted(const QString &title, const QString &note, const ui::MemberOpener::Find &find);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void failed(const Error &error);
    void changed(); // there are more lists

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildChoice();
    void refresh();
    void fill(const service::SuggestedGroups &groups);
    Card *makeGroup(const service::SuggestedGroups::Group &group, const QString &name, int index);
    std::pair<std::string, int> filledNow() const;
    QString ruleWords(const service::SuggestedGroups::Group &group) const;
    void arrange();
    void keepAll();
    void keepColumn();
    void takeBack(const std::vector<std::pair<std::int64_t, bool>> &lists);

    std::shared_ptr<service::Session> m_session;
    GroupFinder *m_finder;
    RuleNames m_names;
    StateView *m_state;
    QScrollArea *m_scroll;
    QWidget *m_inside;
    QGridLayout *m_grid;
    Card *m_choice;
    QLabel *m_words, *m_chosenWords;
    QPushButton *m_keep, *m_keepColumn;
    ChoiceCurve *m_inertia, *m_silhouette, *m_agreement;
    QVector<Card *> m_cards;
    std::optional<std::pair<std::string, int>> m_filled; // the version and the number that were asked for
    int m_keeping = 0, m_columns = 0, m_wanted = -1;
};

} // namespace audience::ui
