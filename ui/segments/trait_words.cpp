#include "ui/segments/trait_words.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/segments/rule_words.h"

#include <QCoreApplication>
#include <QDate>

namespace audience::ui {

namespace {

struct Said {
    Q_DECLARE_TR_FUNCTIONS(TraitWords)
};

std::string text(const Json &json, const char *name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Of a limit that is a day; empty for every other.
QString dayOf(const Json &condition) {
    const QDate day = QDate::fromString(toQString(text(condition, "value")).left(10), Qt::ISODate);
    return day.isValid() ? formatDate(day) : QString();
}

QString attributeWords(const Json &condition) {
    const QString field = capital(fieldName(text(condition, "field")));
    const std::string op = text(condition, "op");
    const auto value = condition.find("value");
    if ((op == "<=" || op == ">=") && !dayOf(condition).isEmpty())
        return op == "<=" ? Said::tr("%1: by %2").arg(field, dayOf(condition)) : Said::tr("%1: from %2 on").arg(field, dayOf(condition));
    if (value != condition.end() && (op == "=" || op == "!="))
        return op == "=" ? Said::tr("%1: %2").arg(field, valueText(*value)) : Said::tr("%1: not %2").arg(field, valueText(*value));
    if (op == "in" && condition.contains("values")) {
        QStringList values;
        for (const Json &one : condition["values"])
            values << valueText(one);
        return Said::tr("%1: %2").arg(field, values.join(QStringLiteral(", ")));
    }
    if (op == "is_true" || op == "is_false")
        return op == "is_true" ? Said::tr("%1: yes").arg(field) : Said::tr("%1: no").arg(field);
    if (op == "is_empty" || op == "is_not_empty")
        return op == "is_empty" ? Said::tr("%1: not known").arg(field) : Said::tr("%1: known").arg(field);
    return {};
}

} // namespace

QString traitWords(const model::RuleNode &part, const RuleNames &names) {
    QString words;
    if (part.kind == model::RuleNode::Kind::Condition && text(part.condition, "type") == "attribute")
        words = attributeWords(part.condition);
    return words.isEmpty() ? capital(shortWords(part, names)) : words;
}

} // namespace audience::ui
