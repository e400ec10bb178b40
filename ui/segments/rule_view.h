// The rule as nested groups of condition rows joined by AND, OR or NONE OF. Shows the document and
// edits it; knows no service.
#pragma once

#include "service/views.h"
#include "ui/segments/condition_row.h"
#include "ui/segments/rule_moves.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <map>
#include <optional>
#include <set>

class QBoxLayout;
class QPushButton;

namespace audience::ui {

class DropMarker;
class FlowLayout;

class RuleView final : public QWidget {
    Q_OBJECT
public:
    explicit RuleView(RuleDocument *document, QWidget *parent = nullptr);
    void setVocabulary(const service::RuleVocabulary &vocabulary);
    const RuleNames &names() const { return m_context.names; }
    void setValues(decltype(RuleContext::values) values) { m_context.values = std::move(values); }
    void setSpread(decltype(RuleContext::spread) spread) { m_context.spread = std::move(spread); }
    void setSpreadOf(decltype(RuleContext::spreadOf) spreadOf) { m_context.spreadOf = std::move(spreadOf); }
    void setPeek(decltype(RuleContext::peek) peek, decltype(RuleContext::findValues) findValues) {
        m_context.peek = std::move(peek);
        m_context.findValues = std::move(findValues);
    }
    void setAsText(decltype(RuleContext::toText) toText, decltype(RuleContext::fromText) fromText) {
        m_context.toText = std::move(toText);
        m_context.fromText = std::move(fromText);
    }
    void setNewValue(decltype(RuleContext::newValue) newValue) { m_context.newValue = std::move(newValue); }
    // How many meet each condition, by its path; empty while it is not known.
    void setCounts(const std::map<std::string, std::int64_t> &alone, std::int64_t everyone = 0);
    void setFindings(const std::vector<service::FindingView> &findings);
    // Values that nobody has, at their conditions.
    void setMissing(const std::vector<service::MissingValue> &missing);
    // Conditions that are left out of the count, because they have no value yet.
    void setWaiting(const std::set<std::string> &paths);

    // A condition to choose, as text.
    void chooseAsText(QWidget *anchor, const std::function<void(const QString &text)> &found);
    void setFootNote(QWidget *note); // at the end of the line of the buttons

Q_SIGNALS:
    // A part that was moved stands in a new group with another now, which joins them in another way than before.
    void grouped(const QString &words, const std::function<void()> &undo);

private:
    void rebuild();
    QWidget *makeGroup(const model::RuleNode &node, const std::string &path, const QString &name, int level);
    QWidget *makeNode(const model::RuleNode &node, const std::string &path, const QString &name, int level);
    // Where something would go: to a place, or into a group with a part.
    struct Drop {
        std::optional<RulePlace> place;
        std::string onto;
        QRect box;
    };
    void move(const std::string &path, RuleStep step);
    void drag(const std::string &path, const QPoint &global, RuleDrag what);
    Drop dropAt(const std::string &path, const QPoint &position) const;
    std::optional<MovedRule> dropped(const std::string &path, const Drop &drop) const;
    QRect boxOf(const std::string &path) const;
    void scrollOn();
    void put(const MovedRule &moved, const std::string &from);
    void sayGrouped(const MovedRule &moved, int before);
    void askValue(const std::string &path);
    void addCondition(QWidget *anchor, const std::string &groupPath);

    RuleContext m_context;
    QBoxLayout *m_body;
    QHash<QString, ConditionRow *> m_rows; // by path
    QHash<QString, QWidget *> m_groups;
    std::map<std::string, std::int64_t> m_counts;
    std::int64_t m_everyone = 0;
    std::set<std::string> m_waiting;
    DropMarker *m_marker;
    QTimer m_scroll; // while something is dragged
    std::string m_dragged;
    QPoint m_draggedTo;
    QString m_focusNext; // who gets the keyboard after the next rebuild
    FlowLayout *m_foot;
    QPushButton *m_follow;
    std::vector<service::FindingView> m_findings;
    std::vector<service::MissingValue> m_missing;
    bool m_isQuiet = false;
};

} // namespace audience::ui
