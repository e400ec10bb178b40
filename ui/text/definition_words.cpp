#include "ui/text/definition_words.h"

#include "qbase/convert.h"
#include "ui/text/words.h"

#include <QCoreApplication>

namespace audience::ui {

namespace {

QString tr(const char *text, int n = -1) {
    return QCoreApplication::translate("Definition", text, nullptr, n);
}

// "within 7 days of the last click"
QString windowWords(const model::WorkspaceDefinition &definition) {
    const bool opens = definition.attribution == model::Attribution::LastOpen;
    if (definition.windowDays == 1)
        return opens ? tr("within a day of the last opening") : tr("within a day of the last click");
    return opens ? tr("within %n days of the last opening", definition.windowDays) : tr("within %n days of the last click", definition.windowDays);
}

} // namespace

QString definitionWords(const model::WorkspaceDefinition &definition) {
    if (!definition.hasPurchase())
        return {};
    //: %1 is "within 7 days of the last click", %2 a currency
    return definition.hasRevenue() ? tr("Purchases %1, in %2").arg(windowWords(definition), toQString(definition.currency))
                                   : tr("Purchases %1").arg(windowWords(definition));
}

QString conversionWords(const model::WorkspaceDefinition &definition) {
    if (definition.conversionEvent.empty() || definition.conversionEvent == definition.purchaseEvent)
        return definitionWords(definition);
    //: %1 is an event such as "sign up", %2 is "within 7 days of the last click"
    return tr("People who did %1 %2").arg(plainName(definition.conversionEvent), windowWords(definition));
}

} // namespace audience::ui
