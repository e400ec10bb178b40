// The list of all that a rule can ask about, with what stands in the one in hand beside it: its kind, how many have it,
// its most frequent values or how its numbers are spread. Words are looked for in the values as well: "Germany" leads
// to the country. Main thread.
#pragma once

#include "ui/segments/sentence_row.h"

#include <QFrame>

class QLabel;

namespace audience::ui {

class BarRows;
class SpreadView;

// `taken`: an id of conditionChoices(), or "value:..." for newCondition().
void chooseCondition(QWidget *anchor, const RuleContext &context, const QString &current, const std::function<void(const QString &choice)> &taken);

class FieldPeekPanel final : public QFrame {
    Q_OBJECT
public:
    FieldPeekPanel(const RuleContext &context, QWidget *parent);
    void showItem(const PickerItem &item);

private:
    void showField(const std::string &field);
    void showFacts(const service::FieldPeek &peek);
    void showEvent(const std::string &name);
    void clear();

    RuleContext m_context; // outlives the row that was asked from
    QString m_id;
    QLabel *m_title, *m_kind, *m_filled, *m_range;
    BarRows *m_values;
    SpreadView *m_spread;
};

} // namespace audience::ui
