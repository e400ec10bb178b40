#include "ui/templates/ready_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace audience::ui {

namespace {

// As they stand in resources/templates: name, and when to use it.
constexpr const char *kPhrases[] = {
    QT_TRANSLATE_NOOP("ReadyTemplates", "Welcome"), QT_TRANSLATE_NOOP("ReadyTemplates", "The first email after somebody joined."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Win-back"), QT_TRANSLATE_NOOP("ReadyTemplates", "For people who bought once and then stayed away."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Birthday"), QT_TRANSLATE_NOOP("ReadyTemplates", "On the day itself. Needs the day in your data."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Loyalty"), QT_TRANSLATE_NOOP("ReadyTemplates", "Where people stand with you, and what they have from it."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Re-permission"), QT_TRANSLATE_NOOP("ReadyTemplates", "Before you stop writing to people who never answer."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Cart"), QT_TRANSLATE_NOOP("ReadyTemplates", "A day after somebody left a full cart."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Price drop"), QT_TRANSLATE_NOOP("ReadyTemplates", "When things that people looked at cost less."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Product launch"), QT_TRANSLATE_NOOP("ReadyTemplates", "One new thing, shown big."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Upsell"), QT_TRANSLATE_NOOP("ReadyTemplates", "What goes well with something that was bought."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Renewal"), QT_TRANSLATE_NOOP("ReadyTemplates", "Some weeks before a membership or subscription goes on."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Newsletter"), QT_TRANSLATE_NOOP("ReadyTemplates", "Your regular letter, with one long piece and some short ones."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Event"), QT_TRANSLATE_NOOP("ReadyTemplates", "An invitation with a day, a place and a programme."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Review request"), QT_TRANSLATE_NOOP("ReadyTemplates", "Some weeks after a delivery, when the thing has been used."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Survey"), QT_TRANSLATE_NOOP("ReadyTemplates", "One question that people answer in the email itself."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Receipt"), QT_TRANSLATE_NOOP("ReadyTemplates", "Right after a payment. People wait for it, nobody has to agree to it."),
    QT_TRANSLATE_NOOP("ReadyTemplates", "Password"), QT_TRANSLATE_NOOP("ReadyTemplates", "When somebody asked for a new password. Nothing else in it.")};

constexpr std::pair<const char *, const char *> kCategories[] = {{"relations", QT_TRANSLATE_NOOP("ReadyTemplates", "Keeping in touch")},
                                                                 {"sales", QT_TRANSLATE_NOOP("ReadyTemplates", "Selling")},
                                                                 {"news", QT_TRANSLATE_NOOP("ReadyTemplates", "News and events")},
                                                                 {"feedback", QT_TRANSLATE_NOOP("ReadyTemplates", "Asking")},
                                                                 {"service", QT_TRANSLATE_NOOP("ReadyTemplates", "Service")}};

QString said(const std::string &english) { return QCoreApplication::translate("ReadyTemplates", english.c_str()); }

} // namespace

QString readyName(const service::ReadyTemplate &ready) { return said(ready.email.name); }

QString readyUse(const service::ReadyTemplate &ready) { return said(ready.use); }

QVector<ReadyCategory> readyCategories() {
    QVector<ReadyCategory> all;
    for (const auto &[id, name] : kCategories)
        all.append({id, said(name)});
    return all;
}

bool isReadyPhrase(const std::string &english) { return std::find(std::begin(kPhrases), std::end(kPhrases), english) != std::end(kPhrases); }

} // namespace audience::ui
