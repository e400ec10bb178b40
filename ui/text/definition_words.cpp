#include "ui/text/definition_words.h"

#include "qbase/convert.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QStringList>

namespace audience::ui {

namespace {

struct Said { Q_DECLARE_TR_FUNCTIONS(Definition) };

// "within 7 days of the last click"
QString windowWords(const model::WorkspaceDefinition &definition) {
    const bool opens = definition.attribution == model::Attribution::LastOpen;
    if (definition.windowDays == 1)
        return opens ? Said::tr("within a day of the last opening") : Said::tr("within a day of the last click");
    return opens ? Said::tr("within %n days of the last opening", nullptr, definition.windowDays) : Said::tr("within %n days of the last click", nullptr, definition.windowDays);
}

} // namespace

QString definitionWords(const model::WorkspaceDefinition &definition) {
    if (!definition.hasPurchase())
        return {};
    //: %1 is "within 7 days of the last click", %2 a currency
    return definition.hasRevenue() ? Said::tr("Purchases %1, in %2").arg(windowWords(definition), toQString(definition.currency))
                                   : Said::tr("Purchases %1").arg(windowWords(definition));
}

QString conversionWords(const model::WorkspaceDefinition &definition) {
    if (definition.conversionEvent.empty() || definition.conversionEvent == definition.purchaseEvent)
        return definitionWords(definition);
    //: %1 is an event such as "sign up", %2 is "within 7 days of the last click"
    return Said::tr("People who did %1 %2").arg(plainName(definition.conversionEvent), windowWords(definition));
}

QList<std::pair<QString, QString>> definitionParts(const model::WorkspaceDefinition &definition) {
    const auto event = [](const std::string &name) { return name.empty() ? QString() : plainName(name); };
    QStringList yes;
    for (const std::string &word : definition.consent.yes)
        yes << toQString(word);
    return {{Said::tr("A purchase is"), event(definition.purchaseEvent)},
            {Said::tr("Its value is in"), event(definition.valueField)},
            {Said::tr("Currency"), toQString(definition.currency)},
            {Said::tr("A conversion is"), definition.conversionEvent.empty() ? Said::tr("The purchase") : event(definition.conversionEvent)},
            {Said::tr("Time zone"), zoneName(definition.zone)},
            {Said::tr("Which email gets the credit?"), windowWords(definition)},
            {Said::tr("Who agreed to emails"), event(definition.consent.field)},
            {Said::tr("Words that mean yes"), yes.join(QStringLiteral(", "))}};
}

} // namespace audience::ui
