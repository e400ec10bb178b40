#include "ui/templates/studio/variants_panel.h"

#include "qbase/convert.h"
#include "service/email_texts.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/notice.h"
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
constexpr int kMerge = 2'000'000, kMostVariants = 25; // B to Z

bool hasOwnBody(const model::EmailContent &content) { return content.blocks || !content.html.empty(); }

} // namespace

VariantsPanel::VariantsPanel(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("variantsPanel"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_pages = new QStackedWidget(this);
    row->addWidget(m_pages);
    m_none = new EmptyState(QStringLiteral("split"), tr("Say it in another way"),
                            tr("A variant has another subject, another preheader or other words than the email itself, which is A. A campaign says which of them it sends."),
                            tr("Add variant B"), m_pages);
    m_none->button()->setObjectName(QStringLiteral("firstVariant"));
    connect(m_none->button(), &QPushButton::clicked, this, &VariantsPanel::addVariant);
    m_pages->addWidget(m_none);
    auto *work = new QWidget(m_pages);
    auto *both = new QHBoxLayout(work);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(0);
    m_list = new SideList(tr("Variants"), QStringLiteral("variantList"), work);
    m_list->allowAdd(tr("Add a variant"));
    connect(m_list, &SideList::itemChosen, this, &VariantsPanel::showVariant);
    connect(m_list, &SideList::addWanted, this, &VariantsPanel::addVariant);
    both->addWidget(m_list);
    both->addWidget(buildWork(), 1);
    m_pages->addWidget(work);
    refreshList();
}

QWidget *VariantsPanel::buildWork() {
    auto *work = new QWidget(this);
    auto *column = new QVBoxLayout(work);
    column->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kPage);
    column->setSpacing(space::kSmall);
    auto *head = new FlowLayout(nullptr);
    m_title = makeLabel({}, "title", work);
    m_title->setObjectName(QStringLiteral("variantTitle"));
    head->addWidget(m_title);
    m_body = makeButton(QStringLiteral("variantBody"), {}, "", "copy", work);
    connect(m_body, &QPushButton::clicked, this, [this] {
        if (const auto *content = shown())
            setOwnBody(!hasOwnBody(*content));
    });
    m_preview = makeButton(QStringLiteral("variantPreview"), tr("Preview"), "", "eye", work);
    connect(m_preview, &QPushButton::clicked, this, [this] { Q_EMIT previewWanted(m_name); });
    m_remove = makeTool(QStringLiteral("removeVariant"), tr("Remove this variant"), "trash-2", work);
    connect(m_remove, &QToolButton::clicked, this, &VariantsPanel::removeVariant);
    for (QWidget *one : {static_cast<QWidget *>(m_preview), static_cast<QWidget *>(m_remove)})
        head->addWidget(one);
    column->addLayout(head);
    m_about = makeLabel({}, "secondary", work);
    m_about->setObjectName(QStringLiteral("variantAbout"));
    m_about->setWordWrap(true);
    column->addWidget(m_about);
    column->addWidget(m_body, 0, Qt::AlignLeading); // long in many languages
    auto *card = makeCard({}, work);
    card->layout()->setContentsMargins(1, 1, 1, 1);
    m_wordings = new WordingsView(QStringLiteral("variantTexts"), tr("Texts of A and of this variant"), card);
    connect(m_wordings->wordings(), &WordingsModel::wordsEdited, this, &VariantsPanel::putWords);
    card->layout()->addWidget(m_wordings);
    column->addWidget(card, 1);
    return work;
}

void VariantsPanel::setEmail(const model::EmailTemplate &email) {
    if (email == m_email)
        return;
    m_email = email;
    refreshList();
}

QString VariantsPanel::names() const {
    if (m_email.variants.empty())
        return {};
    QStringList names{QStringLiteral("A")};
    for (const auto &[name, content] : m_email.variants)
        names << toQString(name);
    return names.join(QLatin1Char(' '));
}

void VariantsPanel::showVariant(const QString &name) {
    m_name = name;
    m_list->choose(name);
    refreshWork();
}

const model::EmailContent *VariantsPanel::shown() const {
    const auto found = std::find_if(m_email.variants.begin(), m_email.variants.end(), [&](const auto &one) { return toQString(one.first) == m_name; });
    return found == m_email.variants.end() ? nullptr : &found->second;
}

void VariantsPanel::refreshList() {
    QList<SideItem> items;
    for (const auto &[name, content] : m_email.variants)
        items.append({toQString(name), tr("Variant %1").arg(toQString(name)), hasOwnBody(content) ? tr("own body") : QString(), {}});
    m_list->setItems(items);
    if (!shown() && !items.isEmpty())
        m_name = items.first().target;
    m_list->choose(m_name);
    m_pages->setCurrentIndex(items.isEmpty() ? NonePage : WorkPage);
    refreshWork();
}

void VariantsPanel::refreshWork() {
    const model::EmailContent *content = shown();
    if (!content)
        return;
    const bool own = hasOwnBody(*content);
    m_title->setText(tr("Variant %1").arg(m_name));
    m_body->setText(own ? tr("Use the body of A") : tr("Give it a body of its own"));
    QString about = tr("A is the email itself. A campaign sends A to everybody unless it is told to send %1; an experiment that splits people between them is not part of a template.").arg(m_name);
    about += QLatin1Char(' ') + tr("To write it on the canvas, choose it beside the subject.");
    if (!m_email.translations.empty())
        about += QLatin1Char(' ') + tr("Readers of a translation get what it says, whatever the variant.");
    m_about->setText(about);
    QVector<Wording> rows;
    for (Wording row : wordingsOf(contentOf(m_email), *content)) {
        const bool isBody = row.key == QLatin1String("html") || row.key.startsWith(QLatin1String("block:"));
        row.isMissing = false; // it may say the same
        if (row.words == row.original)
            row.words.clear();
        if (!isBody || own)
            rows.append(row);
    }
    m_wordings->wordings()->setWords(tr("A, the email itself"), m_title->text(), tr("as in A"), false, false);
    m_wordings->setRows(rows);
}

void VariantsPanel::addVariant() {
    QString name;
    for (char letter = 'B'; letter < 'B' + kMostVariants && name.isEmpty(); ++letter) {
        const std::string one(1, letter);
        if (std::none_of(m_email.variants.begin(), m_email.variants.end(), [&](const auto &other) { return toQString(other.first).compare(toQString(one), Qt::CaseInsensitive) == 0; }))
            name = toQString(one);
    }
    if (name.isEmpty())
        return;
    model::EmailTemplate email = m_email;
    email.variants.emplace_back(toUtf8(name), model::EmailContent{});
    m_name = name;
    Q_EMIT edited(tr("Add variant %1").arg(name), email, -1);
}

void VariantsPanel::removeVariant() {
    model::EmailTemplate email = m_email;
    email.variants.erase(std::remove_if(email.variants.begin(), email.variants.end(), [&](const auto &one) { return toQString(one.first) == m_name; }), email.variants.end());
    Q_EMIT edited(tr("Remove variant %1").arg(m_name), email, -1);
}

void VariantsPanel::setOwnBody(bool own) {
    model::EmailContent content = *shown();
    content.blocks = own ? m_email.blocks : std::nullopt;
    content.html = own ? m_email.html : std::string();
    change(own ? tr("Give variant %1 a body of its own").arg(m_name) : tr("Use the body of A in variant %1").arg(m_name), content, -1);
}

void VariantsPanel::putWords(const QString &key, const QString &words) {
    const model::EmailContent *content = shown();
    if (!content)
        return;
    const bool isHtml = key == QLatin1String("html") && words.isEmpty(); // without any it would have no body of its own
    const auto changed = service::withText(*content, contentOf(m_email), toUtf8(key), isHtml ? m_email.html : toUtf8(words));
    if (changed)
        change(tr("Change variant %1").arg(m_name), *changed, kMerge + int(qHash(m_name + key) % 100'000u));
    else
        refreshWork(); // as it was: the place is gone
}

void VariantsPanel::change(const QString &what, const model::EmailContent &content, int merge) {
    model::EmailTemplate email = m_email;
    for (auto &[name, one] : email.variants)
        if (toQString(name) == m_name)
            one = content;
    Q_EMIT edited(what, email, merge);
}

} // namespace audience::ui
