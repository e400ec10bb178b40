#include "ui/segments/group_words.h"

#include "ui/kit/widgets.h"
#include "ui/segments/rule_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace audience::ui {

namespace {

struct Said {
    Q_DECLARE_TR_FUNCTIONS(GroupWords)
};

QString nameOf(const std::string &name) {
    if (name == "champions")
        return Said::tr("Champions");
    if (name == "loyal")
        return Said::tr("Loyal buyers");
    if (name == "large_orders")
        return Said::tr("Large orders");
    if (name == "at_risk")
        return Said::tr("At risk");
    return Said::tr("Occasional buyers");
}

} // namespace

QStringList groupNames(const service::SuggestedGroups &groups) {
    QStringList names;
    for (const auto &group : groups.groups) {
        const auto alike = std::count_if(groups.groups.begin(), groups.groups.end(), [&](const auto &other) { return other.name == group.name; });
        QString name = nameOf(group.name);
        if (alike > 1)
            name = Said::tr("%1, about %n purchases", nullptr, int(group.purchases + 0.5)).arg(name);
        if (names.contains(name))
            name = Said::tr("%1, %2 each time").arg(name, interfaceLocale().toString(group.perPurchase, 'f', 0));
        names << name;
    }
    return names;
}

QString groupAction(const std::string &name) {
    if (name == "champions")
        return Said::tr("Thank them, show them what is new first, and ask for a review or a recommendation.");
    if (name == "loyal")
        return Said::tr("Offer what goes with their last purchase, and something for coming back.");
    if (name == "large_orders")
        return Said::tr("They buy much at once and rarely. Tell them in good time before the next occasion.");
    if (name == "at_risk")
        return Said::tr("They have not bought for long. A win-back email with one good reason to return, then leave them in peace.");
    return Said::tr("A small offer for the next purchase, soon after the last one.");
}

QString ruleLines(const model::RuleNode &rule, const RuleNames &names) {
    if (rule.kind != model::RuleNode::Kind::Any)
        return shortWords(rule, names);
    QStringList lines;
    for (const auto &part : rule.children)
        lines << (lines.isEmpty() ? shortWords(part, names) : Said::tr("or %1").arg(shortWords(part, names)));
    return lines.join(QLatin1Char('\n'));
}

QString fitWords(const service::DescribedList &described) {
    if (described.found == 0)
        return Said::tr("No rule was found that says who they are.");
    return Said::tr("The rule finds %1 people: %2 of them are meant (%3). Of the %4 meant it finds %5.")
        .arg(formatNumber(described.found), formatNumber(described.right), formatPercent(described.precision(), 0), formatNumber(described.wanted), formatPercent(described.recall(), 0));
}

} // namespace audience::ui
