// A line of controls that reads like a sentence over one JSON value: fields, words to choose, numbers to type, spans
// of time, tests and which events are meant. Rows of rules and the formula of a computed value are made of it. Every
// change goes to put() at once; what has no controls is said in words and left to the text. Main thread.
#pragma once

#include "model/event_choice.h"
#include "model/number_comparison.h"
#include "model/sequence_condition.h"
#include "service/segment_service.h"
#include "ui/kit/picker.h"
#include "ui/segments/rule_names.h"
#include "ui/segments/rule_words.h"

#include <QFrame>
#include <QLineEdit>

#include <functional>

class QPushButton;

namespace audience::ui {

class FlowLayout;
class RuleDocument;
class ValueEdit;

// One place up or down, also into and out of groups; out of its group; into one with its neighbour.
enum class RuleStep { Up, Down, Out, In };
enum class RuleDrag { Move, Drop, Cancel };

// What every row needs to know. `values` finds the common values of an attribute for the picker.
struct RuleContext {
    RuleDocument *document = nullptr;
    service::RuleVocabulary vocabulary;
    RuleNames names;
    std::function<void(const QString &field, std::function<void(QList<PickerItem>)> found)> values;
    // How the numbers of an attribute are spread, for the small picture in its row.
    std::function<void(const QString &field, std::function<void(service::Spread)> found)> spread;
    // The same of a formula, as of a computed value.
    std::function<void(const Json &formula, std::function<void(service::Spread)> found)> spreadOf;
    // What stands in an attribute, and in which of them a value is found.
    std::function<void(const QString &field, std::function<void(service::FieldPeek)> found)> peek;
    std::function<void(const QString &words, std::function<void(std::vector<service::ValueHit>)> found)> findValues;
    // A part of the rule as text, and text as a part of the rule, or what is wrong with it.
    std::function<void(const model::RuleNode &node, std::function<void(const QString &text)> found)> toText;
    std::function<void(const QString &text, std::function<void(Result<model::RuleNode>)> found)> fromText;
    std::function<void(const std::string &path, RuleStep step)> move;
    std::function<void(const std::string &path, const QPoint &global, RuleDrag what)> drag;
    // The field was just chosen: what it is compared with comes next.
    std::function<void(const std::string &path)> askValue;
    std::function<void()> newValue; // somebody wants to ask for a value that is not computed yet
    // Runs an edit of which the control itself already shows the result.
    std::function<void(const std::function<void()> &edit)> quietly;
};

class SentenceRow : public QFrame {
    Q_OBJECT
protected:
    // The part of the value that a control changes; there when the control is.
    using At = std::function<Json &(Json &)>;
    using Fields = std::vector<service::FieldView>;

    // `name`: the row's place, for object names: "0", "2_1".
    SentenceRow(const RuleContext &context, const QString &name, const Json &value, QWidget *parent);
    virtual void put(const Json &value, bool quiet = false, int merge = -1) = 0;
    virtual void leaveToText() {} // a part was said in words

    // `typedIn`: the control that shows the change itself; its keys are one step of undo.
    void change(const std::function<void(Json &)> &edit, const QString &typedIn = {});
    int mergeId(const QString &part) const;

    QPushButton *addFieldButton(const QString &part, const QString &text, const char *iconName);
    QPushButton *addChoice(const QString &objectName, const QString &text, const char *role, const char *iconName); // "field" or "value"
    QPushButton *addWord(const QString &part, const QString &text, const QList<PickerItem> &choices, const QString &current,
                         const std::function<void(const QString &)> &chosen);
    void addPlain(const QString &text);
    ValueEdit *addEdit(const QString &part, const QString &label, const QString &text, const std::function<void(const QString &)> &edited);
    void addTest(const QString &part, const model::FieldTest &test, FieldKind kind, bool isAttribute,
                 const std::function<void(const model::FieldTest &, bool quiet, int merge)> &changed);
    void addWindow(const QString &part, const model::Window &window, bool allTime,
                   const std::function<void(const model::Window &, bool quiet, int merge)> &changed);
    void keepTogether(const QList<QWidget *> &parts);
    static constexpr int kPartGap = 4; // words have some room of their own
    QWidget *addBox(QLineEdit *edit, QPushButton *unit);
    void addUnit(QLineEdit *edit, const QString &unit); // in one frame, and not to choose: "500 €"

    // Over parts of the value, as the format writes them (docs/formats/segment.md).
    void addWindowOf(const QString &part, const At &at, const model::Window &window);               // "window"
    void addComparison(const QString &part, const QString &label, const At &at, const model::NumberComparison &test); // "op", "value", "values"
    QWidget *addGap(const QString &part, const QString &label, const At &at, const char *member, const model::TimeGap &gap);
    // Which event: "name"; another one forgets the tests of "where". `first` stands before the events, e.g. what removes it.
    QPushButton *addEvent(const QString &part, const At &at, const std::string &name, const QList<PickerItem> &first = {},
                          const std::function<void(const QString &)> &chosen = {});
    // The tests at `member`, with `lead` before the first; a field's list begins with the way to remove its test. `more`: the
    // words of the menu that add one.
    void addTests(const QString &part, const At &at, const char *member, const std::vector<model::FieldTest> &tests, const Fields &fields,
                  const QString &lead, const QString &more);

    const Fields &attributeFields() const; // attributes and computed values
    FieldKind attributeKind(const std::string &field) const;
    const Fields *propertiesOf(const std::string &event) const;

    const RuleContext &m_context;
    QString m_name;
    Json m_value;
    FlowLayout *m_flow = nullptr;
    // What else could be said of parts of it: offered in the row's menu.
    std::vector<std::pair<QString, std::function<void()>>> m_more;

private:
    mutable Fields m_fields;
};

} // namespace audience::ui
