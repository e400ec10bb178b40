#include "ui/templates/studio/translations_panel.h"

#include "model/email_choice.h"
#include "qbase/convert.h"
#include "service/email_texts.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/side_list.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/language_words.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace audience::ui {

namespace {

enum Pages { NonePage, WorkPage };
constexpr int kMerge = 1'000'000; // an edit of a text and the next of the same text are one step

int missingIn(const QVector<Wording> &rows) {
    return int(std::count_if(rows.begin(), rows.end(), [](const Wording &one) { return one.isMissing; }));
}

int mergeOf(const QString &key) { return kMerge + int(qHash(key) % 100'000u); }

} // namespace

TranslationsPanel::TranslationsPanel(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("translationsPanel"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_pages = new QStackedWidget(this);
    row->addWidget(m_pages);
    m_none = new EmptyState(QStringLiteral("languages"), tr("In other languages"),
                            tr("Add a language and write the texts beside the original. Whoever reads it gets the email in it, everybody else the email itself."),
                            tr("Add a language"), m_pages);
    m_none->button()->setObjectName(QStringLiteral("firstLanguage"));
    connect(m_none->button(), &QPushButton::clicked, this, [this] { pickLanguage(m_none->button()); });
    m_pages->addWidget(m_none);
    auto *work = new QWidget(m_pages);
    auto *both = new QHBoxLayout(work);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(0);
    m_list = new SideList(tr("Languages"), QStringLiteral("languageList"), work);
    m_list->allowAdd(tr("Add a language"));
    connect(m_list, &SideList::itemChosen, this, &TranslationsPanel::showLanguage);
    connect(m_list, &SideList::addWanted, this, [this] { pickLanguage(m_list); });
    both->addWidget(m_list);
    both->addWidget(buildWork(), 1);
    m_pages->addWidget(work);
    refreshList();
}

QWidget *TranslationsPanel::buildWork() {
    auto *work = new QWidget(this);
    auto *column = new QVBoxLayout(work);
    column->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kPage);
    column->setSpacing(space::kSmall);
    auto *head = new FlowLayout(nullptr);
    m_title = makeLabel({}, "title", work);
    m_title->setObjectName(QStringLiteral("languageTitle"));
    m_done = makeChip({}, Tone::Neutral, work);
    m_done->setObjectName(QStringLiteral("languageDone"));
    m_preview = makeButton(QStringLiteral("languagePreview"), tr("Preview"), "", "eye", work);
    connect(m_preview, &QPushButton::clicked, this, [this] { Q_EMIT previewWanted(m_locale); });
    auto *next = makeButton(QStringLiteral("nextMissing"), tr("Next missing text"), "", "arrow-down", work);
    connect(next, &QPushButton::clicked, this, [this] { m_wordings->goToNextMissing(); });
    m_remove = makeTool(QStringLiteral("removeLanguage"), tr("Remove this translation"), "trash-2", work);
    connect(m_remove, &QToolButton::clicked, this, &TranslationsPanel::removeLanguage);
    for (QWidget *one : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_done)})
        head->addWidget(one);
    auto *acts = new QWidget(work);
    auto *row = new QHBoxLayout(acts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    for (QWidget *one : {static_cast<QWidget *>(next), static_cast<QWidget *>(m_preview), static_cast<QWidget *>(m_remove)})
        row->addWidget(one);
    head->setTail(acts);
    column->addLayout(head);
    m_fallback = makeLabel({}, "secondary", work);
    m_fallback->setObjectName(QStringLiteral("languageFallback"));
    m_fallback->setWordWrap(true);
    column->addWidget(m_fallback);
    auto *own = makeRow();
    own->addWidget(makeLabel(tr("The email itself is in"), "secondary", work));
    m_own = makeButton(QStringLiteral("ownLanguage"), {}, "field", "languages", work);
    connect(m_own, &QPushButton::clicked, this, &TranslationsPanel::chooseOwnLanguage);
    own->addWidget(m_own);
    own->addStretch(1);
    column->addLayout(own);
    auto *card = makeCard({}, work);
    card->layout()->setContentsMargins(1, 1, 1, 1);
    m_wordings = new WordingsView(QStringLiteral("translationTexts"), tr("Texts and their translation"), card);
    connect(m_wordings->wordings(), &WordingsModel::wordsEdited, this, &TranslationsPanel::putWords);
    card->layout()->addWidget(m_wordings);
    column->addWidget(card, 1);
    auto *hint = makeLabel(tr("Keep <1>…</1> around the words that are bold or a link, and {{ … }} as it stands: a person's own words come there."), "secondary", work);
    hint->setWordWrap(true);
    column->addWidget(hint);
    return work;
}

void TranslationsPanel::setEmail(const model::EmailTemplate &email) {
    if (email == m_email)
        return;
    m_email = email;
    refreshList();
}

void TranslationsPanel::setLanguageColumn(const QString &column) {
    m_column = column;
    refreshWork();
}

QString TranslationsPanel::count() const { return m_email.translations.empty() ? QString() : QString::number(m_email.translations.size()); }

void TranslationsPanel::showLanguage(const QString &locale) {
    m_locale = locale;
    m_list->choose(locale);
    refreshWork();
}

const model::EmailContent *TranslationsPanel::shown() const {
    const auto found = std::find_if(m_email.translations.begin(), m_email.translations.end(), [&](const auto &one) { return toQString(one.first) == m_locale; });
    return found == m_email.translations.end() ? nullptr : &found->second;
}

void TranslationsPanel::refreshList() {
    QList<SideItem> items;
    for (const auto &[locale, content] : m_email.translations) {
        const int missing = missingIn(wordingsOf(contentOf(m_email), content));
        items.append({toQString(locale), languageName(locale), missing == 0 ? QString() : tr("%Ln missing", nullptr, missing), {}});
    }
    m_list->setItems(items);
    if (!shown() && !items.isEmpty())
        m_locale = items.first().target;
    m_list->choose(m_locale);
    m_pages->setCurrentIndex(items.isEmpty() ? NonePage : WorkPage);
    refreshWork();
}

void TranslationsPanel::refreshWork() {
    const model::EmailContent *content = shown();
    if (!content)
        return;
    const std::string locale = toUtf8(m_locale);
    const QString language = languageName(locale), own = m_email.language.empty() ? tr("its own language") : languageName(m_email.language);
    m_title->setText(language);
    const auto rows = wordingsOf(contentOf(m_email), *content);
    const int missing = missingIn(rows);
    setChip(m_done, missing == 0 ? tr("All texts translated") : tr("%Ln texts missing", nullptr, missing), missing == 0 ? Tone::Good : Tone::Warning);
    const QString base = m_locale.section(QLatin1Char('-'), 0, 0);
    const QString who = base == m_locale ? tr("%1, also of any country, ").arg(language) : tr("%1 ").arg(language);
    m_fallback->setText((m_column.isEmpty() ? tr("No column of your people says which language they read, so nobody gets this yet; import one called \"language\" or \"locale\".")
                                            : tr("Who reads %1by the column \"%2\" gets this; a text that is missing is sent as it stands in the email itself.").arg(who, m_column)));
    m_own->setText(m_email.language.empty() ? tr("not said") : own);
    m_own->setAccessibleName(tr("Language of the email itself: %1").arg(m_own->text()));
    const bool isOwnRight = model::isRightToLeft(m_email.language), isRight = model::isRightToLeft(locale);
    m_wordings->wordings()->setWords(tr("The email itself"), language, tr("missing: sent as it stands there"), isOwnRight, isRight);
    m_wordings->setRows(rows);
}

void TranslationsPanel::pickLanguage(QWidget *anchor) {
    QStringList taken;
    for (const auto &[locale, content] : m_email.translations)
        taken << toQString(locale);
    taken << toQString(m_email.language);
    auto *picker = Picker::pickOne(anchor, languageItems(taken), {}, [this](const QStringList &ids) { addLanguage(ids.value(0)); });
    picker->allowTyped(languageFromTyped);
}

void TranslationsPanel::addLanguage(const QString &locale) {
    const QString tag = languageFromTyped(locale);
    const bool isThere = std::any_of(m_email.translations.begin(), m_email.translations.end(), [&](const auto &one) { return toQString(one.first).compare(tag, Qt::CaseInsensitive) == 0; });
    if (tag.isEmpty() || isThere)
        return;
    model::EmailTemplate email = m_email;
    email.translations.emplace_back(toUtf8(tag), model::EmailContent{});
    m_locale = tag;
    Q_EMIT edited(tr("Add %1").arg(languageName(toUtf8(tag))), email, -1);
}

void TranslationsPanel::chooseOwnLanguage() {
    auto *picker = Picker::pickOne(m_own, languageItems({}), toQString(m_email.language), [this](const QStringList &ids) {
        model::EmailTemplate email = m_email;
        email.language = toUtf8(languageFromTyped(ids.value(0)));
        if (email.language != m_email.language)
            Q_EMIT edited(tr("Say which language the email is in"), email, -1);
    });
    picker->allowTyped(languageFromTyped);
}

void TranslationsPanel::removeLanguage() {
    model::EmailTemplate email = m_email;
    const std::string locale = toUtf8(m_locale);
    email.translations.erase(std::remove_if(email.translations.begin(), email.translations.end(), [&](const auto &one) { return one.first == locale; }), email.translations.end());
    Q_EMIT edited(tr("Remove %1").arg(languageName(locale)), email, -1);
}

void TranslationsPanel::putWords(const QString &key, const QString &words) {
    const model::EmailContent *content = shown();
    if (!content)
        return;
    const auto changed = service::withText(*content, contentOf(m_email), toUtf8(key), toUtf8(words), toUtf8(m_locale));
    if (changed)
        change(tr("Translate a text"), *changed, mergeOf(m_locale + key));
    else
        refreshWork(); // as it was: the place is gone
}

void TranslationsPanel::change(const QString &what, const model::EmailContent &content, int merge) {
    model::EmailTemplate email = m_email;
    for (auto &[locale, one] : email.translations)
        if (toQString(locale) == m_locale)
            one = content;
    Q_EMIT edited(what, email, merge);
}

} // namespace audience::ui
