#include "ui/segments/rule_names.h"

#include "model/trait.h"
#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/people/result_words.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QStringList>

namespace audience::ui {

RuleNames::RuleNames(const service::RuleVocabulary &vocabulary) {
    const auto add = [this](Kind kind, const std::vector<service::RuleVocabulary::Named> &all) {
        for (const auto &one : all)
            m_names.emplace(std::pair(kind, one.id), one.name);
    };
    add(Kind::Segment, vocabulary.segments);
    add(Kind::List, vocabulary.lists);
    add(Kind::Campaign, vocabulary.campaigns);
    add(Kind::Template, vocabulary.templates);
    add(Kind::Topic, vocabulary.topics);
    m_purchase = vocabulary.purchase;
    m_value = vocabulary.purchaseValue;
    if (!vocabulary.currency.empty())
        m_currency = moneyWords({}, vocabulary.currency).remove(interfaceLocale().zeroDigit()).trimmed();
}

bool RuleNames::isSpending(const model::EventCondition &event) const {
    return !m_value.empty() && event.did && event.aggregate && event.aggregate->of == model::AggregateTest::Of::Sum && event.name == m_purchase &&
           event.aggregate->field == m_value && event.aggregate->values.size() == 1;
}

QString RuleNames::of(Kind kind, const std::string &id) const {
    const auto found = m_names.find({kind, id});
    return toQString(found == m_names.end() || found->second.empty() ? id : found->second);
}

QString RuleNames::sentenceOf(const service::FindingView &finding) const {
    auto args = finding.args;
    for (auto &[name, value] : args) {
        if (name == "cycle") { // "12 > 7 > 12"
            QStringList way;
            for (const QString &id : toQString(value).split(QStringLiteral(" > ")))
                way << of(Kind::Segment, toUtf8(id));
            value = toUtf8(way.join(QStringLiteral(" › ")));
        } else if (name == "segment") {
            value = toUtf8(of(Kind::Segment, value));
        } else if (name == "campaign") {
            value = toUtf8(of(Kind::Campaign, value));
        } else if (name == "template") {
            value = toUtf8(of(Kind::Template, value));
        }
    }
    return sentence(finding.id, args);
}

QString fieldName(const std::string &field) {
    const bool isComputed = field.rfind(model::kTraitPrefix, 0) == 0;
    return plainName(isComputed ? std::string_view(field).substr(model::kTraitPrefix.size()) : std::string_view(field));
}

} // namespace audience::ui
