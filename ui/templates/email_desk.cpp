#include "ui/templates/email_desk.h"

#include "qbase/convert.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/email_head.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/source_editor.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr int kPhoneWide = 390, kDesktopWide = 760, kPersonWide = 190;
enum Tab { TabPreview, TabSource, TabPlain, TabMeaning };
enum Device { Desktop, Phone, Dark };

// A mail program in dark colours takes the email's own rules for them; here they are taken always or never.
QString inScheme(QString html, bool dark) {
    const QString answer = dark ? QStringLiteral("(min-width: 0px)") : QStringLiteral("(max-width: 0px)");
    html.replace(QStringLiteral("(prefers-color-scheme: dark)"), answer);
    return html.replace(QStringLiteral("(prefers-color-scheme:dark)"), answer);
}

} // namespace

EmailDesk::EmailDesk(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildRow();
    layout->addWidget(m_tabs);
    m_head = new EmailHead(this);
    connect(m_head, &EmailHead::subjectEdited, this, &EmailDesk::subjectEdited);
    connect(m_head, &EmailHead::preheaderEdited, this, &EmailDesk::preheaderEdited);
    layout->addWidget(m_head);
    m_messages = makeColumn(0);
    layout->addLayout(m_messages);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack, 1);
    buildTabs();
    connect(m_tabs, &TabRow::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
}

void EmailDesk::buildRow() {
    m_tabs = new TabRow(QStringLiteral("templateTabs"), this);
    m_tabs->addTab(QStringLiteral("tabPreview"), tr("Preview"));
    m_tabs->addTab(QStringLiteral("tabSource"), tr("Source"));
    m_tabs->addTab(QStringLiteral("tabPlain"), tr("Plain text"));
    m_tabs->addTab(QStringLiteral("tabMeaning"), tr("Checks"));
    m_tabs->findChild<QPushButton *>(QStringLiteral("tabMeaning"))->hide();
    auto *before = makeTool(QStringLiteral("previewBefore"), tr("The person before"), "chevron-left", m_tabs);
    auto *after = makeTool(QStringLiteral("previewAfter"), tr("The next person"), "chevron-right", m_tabs);
    connect(before, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(-1); });
    connect(after, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(1); });
    m_as = makeButton(QStringLiteral("previewAs"), tr("The first person"), "field", "user", m_tabs);
    m_as->setToolTip(tr("Preview as another person"));
    m_as->setMaximumWidth(Theme::instance().pixels(kPersonWide));
    connect(m_as, &QPushButton::clicked, this, [this] { Q_EMIT personWanted(m_as); });
    m_device = new SegmentedControl(QStringLiteral("previewDevice"), tr("How it is looked at"), m_tabs);
    m_device->addSegment(tr("On a desktop"), QStringLiteral("monitor"), true);
    m_device->addSegment(tr("On a phone"), QStringLiteral("smartphone"), true);
    m_device->addSegment(tr("In dark colours"), QStringLiteral("moon"), true);
    connect(m_device, &SegmentedControl::currentChanged, this, &EmailDesk::refreshPreview);
    auto *person = makeRow(0); // one control: who is before and after stands close to who is shown
    for (QWidget *part : {static_cast<QWidget *>(before), static_cast<QWidget *>(m_as), static_cast<QWidget *>(after)})
        person->addWidget(part);
    m_tabs->tail()->addLayout(person);
    m_tabs->tail()->addWidget(m_device);
}

void EmailDesk::buildTabs() {
    auto *desk = new QWidget(m_stack);
    auto *column = new QVBoxLayout(desk);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, 0);
    column->setSpacing(space::kMedium);
    m_before = new Notice(QStringLiteral("previewBefore"), desk);
    connect(m_before, &Notice::actionWanted, this, [this] { showTab(TabSource); });
    column->addWidget(m_before);
    auto *row = makeRow(0);
    column->addLayout(row, 1);
    m_paper = makeCard({}, desk);
    m_paper->layout()->setContentsMargins(1, 1, 1, 0);
    m_preview = new EmailPreview(m_paper);
    m_paper->layout()->addWidget(m_preview);
    m_paper->setMaximumWidth(kDesktopWide);
    row->addWidget(m_paper);
    m_stack->addWidget(desk);
    m_source = new SourceEditor(QStringLiteral("templateSource"), tr("Source of the email"), SourceLanguage::Html, m_stack);
    connect(m_source, &SourceEditor::textChanged, this, &EmailDesk::htmlEdited);
    m_stack->addWidget(m_source);
    m_stack->addWidget(makePlain());
}

QWidget *EmailDesk::makePlain() {
    auto *plain = new QWidget(m_stack);
    auto *column = new QVBoxLayout(plain);
    column->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kMedium);
    column->setSpacing(space::kSmall);
    auto *about = makeLabel(tr("For mail programs without HTML. Left empty, it is made from the email."), "secondary", plain);
    about->setWordWrap(true);
    column->addWidget(about);
    const auto addCard = [&](QWidget *inside) {
        QFrame *card = makeCard({}, plain);
        card->layout()->setContentsMargins(1, 1, 1, 1);
        card->layout()->addWidget(inside);
        column->addWidget(card, 1);
    };
    m_text = new SourceEditor(QStringLiteral("templateText"), tr("Plain text of the email"), SourceLanguage::Text, plain);
    connect(m_text, &SourceEditor::textChanged, this, &EmailDesk::textEdited);
    addCard(m_text);
    column->addWidget(makeLabel(tr("What goes out"), "strong", plain));
    m_plain = new QPlainTextEdit(plain);
    m_plain->setObjectName(QStringLiteral("plainPreview"));
    m_plain->setAccessibleName(tr("Plain text as it goes out"));
    m_plain->setReadOnly(true);
    m_plain->setTabChangesFocus(true);
    m_plain->setFont(Theme::instance().font(TypeRole::Mono));
    addCard(m_plain);
    return plain;
}

void EmailDesk::setMeaning(QWidget *meaning) {
    if (meaning == m_meaning)
        return;
    auto *tab = m_tabs->findChild<QPushButton *>(QStringLiteral("tabMeaning"));
    tab->setVisible(meaning != nullptr);
    if (m_meaning) {
        if (m_tabs->current() == TabMeaning)
            m_tabs->setCurrent(TabPreview);
        m_stack->removeWidget(m_meaning);
    }
    m_meaning = meaning;
    if (m_meaning)
        m_stack->addWidget(m_meaning);
}

void EmailDesk::setEmail(const model::EmailTemplate &email) {
    m_head->setTexts(toQString(email.subject), toQString(email.preheader));
    m_source->setText(toQString(email.html));
    m_text->setText(toQString(email.text));
}

void EmailDesk::setFields(const QList<PickerItem> &fields, const QStringList &names) {
    m_head->setFields(fields);
    m_source->setFields(names);
    m_text->setFields(names);
}

void EmailDesk::showPreview(const service::EmailPreview &preview) {
    m_html = toQString(preview.html);
    refreshPreview();
    m_plain->setPlainText(toQString(preview.text));
    m_head->setShown(toQString(preview.subject), toQString(preview.preheader));
    m_as->setText(toQString(preview.to.empty() ? preview.personKey : preview.to).left(100));
    m_as->setAccessibleName(tr("Preview as %1").arg(m_as->text()));
}

void EmailDesk::setBroken(bool isBroken) {
    if (isBroken)
        m_before->say(Tone::Warning, tr("The email cannot be made as it is written now; this is how it was before."), {}, tr("Show the source"));
    else
        m_before->clear();
}

void EmailDesk::refreshPreview() {
    m_paper->setMaximumWidth(m_device->current() == Phone ? kPhoneWide : kDesktopWide);
    m_preview->setHtml(inScheme(m_html, m_device->current() == Dark));
}

void EmailDesk::showTab(int index) {
    m_tabs->setCurrent(index);
}

void EmailDesk::markLines(const QVector<std::pair<int, bool>> &lines) {
    m_source->markLines(lines);
}

void EmailDesk::goTo(const QString &part, int line, int column) {
    if (part == QLatin1String("subject") || part == QLatin1String("preheader"))
        return m_head->findChild<QLineEdit *>(part == QLatin1String("subject") ? QStringLiteral("templateSubject") : QStringLiteral("templatePreheader"))->setFocus();
    const bool isText = part == QLatin1String("text");
    m_tabs->setCurrent(isText ? TabPlain : TabSource);
    (isText ? m_text : m_source)->goTo(line, column);
}

QString EmailDesk::html() const {
    return m_source->text();
}

QString EmailDesk::text() const {
    return m_text->text();
}

QString EmailDesk::personWords() const {
    return m_as->text();
}

bool EmailDesk::isSettled() const {
    return !m_preview->isVisible() || m_preview->isRendered();
}

} // namespace audience::ui
