// One condition as a row of controls that read like a sentence: field, how, value, when. Changes go to
// the document at once; what it has no controls for it says in words, and every rule can be changed as text.
#pragma once

#include "service/segment_service.h"
#include "ui/kit/picker.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/rule_words.h"

#include <QFrame>
#include <QLineEdit>

#include <functional>

class QLabel;
class QPushButton;

namespace audience::ui {

class FlowLayout;
class SpreadView;

// What every row needs to know. `values` finds the common values of an attribute for the picker.
struct RuleContext {
    RuleDocument *document = nullptr;
    service::RuleVocabulary vocabulary;
    RuleNames names;
    std::function<void(const QString &field, std::function<void(QList<PickerItem>)> found)> values;
    // How the numbers of an attribute are spread, for the small picture in its row.
    std::function<void(const QString &field, std::function<void(service::Spread)> found)> spread;
    // A part of the rule as text, and text as a part of the rule, or what is wrong with it.
    std::function<void(const model::RuleNode &node, std::function<void(const QString &text)> found)> toText;
    std::function<void(const QString &text, std::function<void(Result<model::RuleNode>)> found)> fromText;
    // Moves a part one place up (-1) or down (1), also out of and into groups.
    std::function<void(const std::string &path, int by)> move;
    std::function<void(const std::string &path, const QPoint &global, bool isOver)> drag;
    // The field was just chosen: what it is compared with comes next.
    std::function<void(const std::string &path)> askValue;
    // Runs an edit of which the control itself already shows the result.
    std::function<void(const std::function<void()> &edit)> quietly;
};

class ConditionRow final : public QFrame {
    Q_OBJECT
public:
    // `name`: the row's place, for object names: "0", "2_1".
    ConditionRow(const RuleContext &context, const std::string &path, const QString &name, const Json &condition,
                 QWidget *parent = nullptr);
    void setCount(qint64 count); // -1: not known
    void setFindings(const QStringList &sentences);
    void setWaiting(bool isWaiting); // for a value: left out of the count
    void askValue();                 // opens the list of values, if it has one and none is chosen

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void buildAttribute(model::AttributeCondition condition);
    void buildEvent(model::EventCondition condition);
    void buildRecency(model::RecencyCondition condition);
    bool buildLedger(); // ledger_rows.cpp; false: it is none of these
    void buildMessage();
    void addField(const QString &text, const char *iconName);
    QPushButton *addWord(const QString &part, const QString &text, const QList<PickerItem> &choices, const QString &current,
                         const std::function<void(const QString &)> &chosen);
    void addPlain(const QString &text);
    QLineEdit *addEdit(const QString &part, const QString &label, const QString &text, const std::function<void(const QString &)> &edited);
    void addTest(const QString &part, const model::FieldTest &test, FieldKind kind, bool isAttribute,
                 const std::function<void(const model::FieldTest &, bool quiet, int merge)> &changed);
    void addWindow(const model::Window &window, bool allTime, const std::function<void(const model::Window &, bool quiet, int merge)> &changed);
    void showMenu();
    void addTextButton();
    void editAsText();
    void showSpread(const model::FieldTest &test);
    void keepTogether(const QList<QWidget *> &parts);
    QWidget *addBox(QLineEdit *edit, QPushButton *unit);
    void put(const Json &condition, bool quiet = false, int merge = -1);
    FieldKind attributeKind(const std::string &field) const;
    const std::vector<service::FieldView> *propertiesOf(const std::string &event) const;
    int mergeId(const QString &part) const;

    const RuleContext &m_context;
    std::string m_path;
    QString m_name;
    Json m_condition;
    FlowLayout *m_flow;
    QLabel *m_count, *m_finding, *m_waits;
    SpreadView *m_spread;
};

} // namespace audience::ui
