#include "ui/templates/email_desk.h"

#include "qbase/convert.h"
#include "service/template_words.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/email_head.h"
#include "ui/templates/preview_pane.h"
#include "ui/templates/source_editor.h"
#include "ui/templates/studio/block_canvas.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/contact_sheet.h"
#include "ui/templates/studio/html_canvas.h"
#include "ui/templates/studio/source_panel.h"
#include "ui/templates/studio/translations_panel.h"
#include "ui/templates/studio/variants_panel.h"
#include "ui/templates/studio/versions_panel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <charconv>

namespace audience::ui {

namespace {

constexpr int kPersonWide = 132;
constexpr int kHtmlSteps = 1'000'000; // of undo on the canvas of an HTML email: not those of the source

// The innermost part on the way to what the pointer names.
std::string partAtPointer(const model::BlockDocument &document, const std::string &pointer) {
    const Json *at = &document.json();
    std::string id;
    for (std::size_t from = 1; from <= pointer.size() && at;) {
        const std::size_t end = std::min(pointer.find('/', from), pointer.size());
        const std::string step = pointer.substr(from, end - from);
        std::size_t index = 0;
        if (at->is_array())
            at = std::from_chars(step.data(), step.data() + step.size(), index).ec == std::errc() && index < at->size() ? &(*at)[index] : nullptr;
        else
            at = at->is_object() ? jsonMember(*at, step) : nullptr;
        if (at && at->is_object() && !jsonText(*at, "id").empty() && document.part(jsonText(*at, "id")))
            id = jsonText(*at, "id");
        from = end + 1;
    }
    return id;
}

} // namespace

EmailDesk::EmailDesk(BlockDesk *blocks, std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_blocks(blocks), m_session(std::move(session)) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_head = new EmailHead(this);
    buildRow();
    layout->addWidget(m_tabs);
    connect(m_head, &EmailHead::subjectEdited, this, &EmailDesk::subjectEdited);
    connect(m_head, &EmailHead::preheaderEdited, this, &EmailDesk::preheaderEdited);
    layout->addWidget(m_head);
    m_messages = makeColumn(0);
    layout->addLayout(m_messages);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack, 1);
    buildTabs();
    const auto fit = [this] { // only what is in sight says how wide it has to be
        for (int i = 0; i < m_stack->count(); ++i) {
            const auto policy = i == m_stack->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
            m_stack->widget(i)->setSizePolicy(policy, policy);
        }
    };
    connect(m_stack, &QStackedWidget::currentChanged, this, fit);
    fit();
    connect(m_tabs, &TabRow::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &TabRow::currentChanged, this, [this](int tab) {
        if (tab == TabVersions)
            settle([this] { m_versions->setEmail(m_whole); });
    });
}

void EmailDesk::buildRow() {
    m_tabs = new TabRow(QStringLiteral("templateTabs"), this);
    m_tabs->addTab(QStringLiteral("tabDesign"), tr("Design"));
    m_tabs->addTab(QStringLiteral("tabPreview"), tr("Preview"));
    m_tabs->addTab(QStringLiteral("tabSource"), tr("Source"));
    m_tabs->addTab(QStringLiteral("tabPlain"), tr("Plain text"));
    m_tabs->addTab(QStringLiteral("tabTranslations"), tr("Translations"));
    m_tabs->addTab(QStringLiteral("tabVariants"), tr("Variants"));
    m_tabs->addTab(QStringLiteral("tabVersions"), tr("Versions"));
    m_tabs->addTab(QStringLiteral("tabMeaning"), tr("Checks"));
    m_languages = makeChip({}, Tone::Neutral, m_tabs);
    m_names = makeChip({}, Tone::Neutral, m_tabs);
    for (QLabel *chip : {m_languages, m_names})
        ui::setProperty(chip, "room", QStringLiteral("small"));
    m_tabs->putAfter(TabTranslations, m_languages);
    m_tabs->putAfter(TabVariants, m_names);
    tab("tabMeaning")->hide();
    m_tabs->setCurrent(TabPreview);
    auto *before = makeTool(QStringLiteral("previewBefore"), tr("The person before"), "chevron-left", m_head);
    auto *after = makeTool(QStringLiteral("previewAfter"), tr("The next person"), "chevron-right", m_head);
    connect(before, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(-1); });
    connect(after, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(1); });
    m_as = makeButton(QStringLiteral("previewAs"), tr("The first person"), "field", "user", m_head);
    m_as->setToolTip(tr("Preview as another person"));
    m_as->setMaximumWidth(Theme::instance().pixels(kPersonWide));
    connect(m_as, &QPushButton::clicked, this, [this] { Q_EMIT personWanted(m_as); });
    m_device = new SegmentedControl(QStringLiteral("previewDevice"), tr("How it is looked at"), m_tabs);
    m_device->addSegment(tr("On a desktop"), QStringLiteral("monitor"), true);
    m_device->addSegment(tr("On a phone"), QStringLiteral("smartphone"), true);
    m_device->addSegment(tr("In dark colours"), QStringLiteral("moon"), true);
    m_device->addSegment(tr("Without pictures"), QStringLiteral("image-off"), true);
    connect(m_device, &SegmentedControl::currentChanged, this, &EmailDesk::refreshLook);
    auto *sheet = makeTool(QStringLiteral("previewSheet"), tr("As a dozen people at once"), "layout-grid", m_head);
    connect(sheet, &QToolButton::clicked, this, &EmailDesk::sheetWanted);
    auto *person = makeRow(0); // one control: who is before and after stands close to who is shown
    for (QWidget *part : {static_cast<QWidget *>(m_as), static_cast<QWidget *>(before), static_cast<QWidget *>(after), static_cast<QWidget *>(sheet)})
        person->addWidget(part);
    m_head->addAside(makeLabel(tr("Preview as"), "secondary", m_head), person);
}

QPushButton *EmailDesk::tab(const char *name) const {
    return m_tabs->findChild<QPushButton *>(QLatin1String(name));
}

void EmailDesk::addChoice(QWidget *choice) {
    m_head->addChoice(choice);
}

QWidget *EmailDesk::device() {
    return m_device;
}

void EmailDesk::buildTabs() {
    m_designs = new QStackedWidget(m_stack);
    m_canvas = new BlockCanvas(m_blocks, m_session, m_designs);
    m_designs->addWidget(m_canvas);
    m_html = new HtmlCanvas(m_session, m_designs);
    m_designs->addWidget(m_html);
    connect(m_html, &HtmlCanvas::edited, this, [this](const std::string &html, const QString &what, int merge) {
        model::EmailTemplate email = m_source->email();
        email.html = html;
        Q_EMIT sourceEdited(email, what, kHtmlSteps + merge % kHtmlSteps);
    });
    m_stack->addWidget(m_designs);
    m_stack->addWidget(makePreview());
    m_source = new SourcePanel(m_stack);
    connect(m_source, &SourcePanel::edited, this, &EmailDesk::sourceEdited);
    // Canvas and source show the same part.
    connect(m_source, &SourcePanel::partChosen, this, [this](const QString &id) { m_blocks->select(toUtf8(id)); });
    connect(m_blocks, &BlockDesk::selectionChanged, m_source, [this] { m_source->showPart(m_blocks->selected()); });
    m_stack->addWidget(m_source);
    m_stack->addWidget(makePlain());
    m_translations = new TranslationsPanel(m_stack);
    m_variants = new VariantsPanel(m_stack);
    m_versions = new VersionsPanel(m_session, m_stack);
    for (QWidget *panel : {static_cast<QWidget *>(m_translations), static_cast<QWidget *>(m_variants), static_cast<QWidget *>(m_versions)})
        m_stack->addWidget(panel);
    m_stack->setCurrentIndex(TabPreview);
}

QWidget *EmailDesk::makePreview() {
    m_previews = new QStackedWidget(m_stack);
    auto *one = new QWidget(m_previews);
    auto *column = new QVBoxLayout(one);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, 0);
    column->setSpacing(space::kMedium);
    m_before = new Notice(QStringLiteral("previewBefore"), one);
    connect(m_before, &Notice::actionWanted, this, [this] { Q_EMIT placeWanted(m_broken.path, m_broken.line, m_broken.column); });
    column->addWidget(m_before);
    m_part = new Notice(QStringLiteral("previewPart"), one);
    connect(m_part, &Notice::actionWanted, this, &EmailDesk::wholeWanted);
    column->addWidget(m_part);
    m_preview = new PreviewPane(one);
    column->addWidget(m_preview, 1);
    column->addStretch(0); // where that is not shown
    m_previews->addWidget(one);
    m_sheet = new ContactSheet(m_session, m_previews);
    connect(m_sheet, &ContactSheet::closed, this, [this] { m_previews->setCurrentIndex(0); });
    connect(m_sheet, &ContactSheet::personChosen, this, [this](const QString &key) {
        m_previews->setCurrentIndex(0);
        Q_EMIT personChosen(key);
    });
    m_previews->addWidget(m_sheet);
    return m_previews;
}

void EmailDesk::sayPart(const QString &words) {
    if (words.isEmpty())
        m_part->clear();
    else
        m_part->say(Tone::Accent, words, {}, tr("Show the email itself"));
}

void EmailDesk::openSheet(const model::EmailTemplate &email, const service::Imprint &instead) {
    m_tabs->setCurrent(TabPreview);
    m_previews->setCurrentWidget(m_sheet);
    m_sheet->open(email, instead);
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
    tab("tabMeaning")->setVisible(meaning != nullptr);
    if (m_meaning) {
        if (m_tabs->current() == TabMeaning)
            m_tabs->setCurrent(firstTab());
        m_stack->removeWidget(m_meaning);
    }
    m_meaning = meaning;
    if (m_meaning)
        m_stack->addWidget(m_meaning);
}

void EmailDesk::settle(std::function<void()> then) {
    m_source->settle();
    m_hasBlocks ? m_canvas->settle(std::move(then)) : m_html->settle(std::move(then));
}

void EmailDesk::forget() {
    m_canvas->forget();
    m_html->forget();
    m_html->desk()->select(-1);
}

void EmailDesk::openSource(const model::EmailTemplate &email, const QString &place) {
    m_source->open(email, place);
}

void EmailDesk::setPlace(const QString &place) {
    m_source->setPlace(place);
}

void EmailDesk::setEmail(const model::EmailTemplate &whole, const model::EmailTemplate &email, const model::EmailContent *own, bool isOther) {
    m_whole = whole;
    m_hasPreview = m_hasPreview && !isOther;
    const bool hasBlocks = email.blocks.has_value();
    const QString preheader = toQString(service::preheaderOf(email));
    m_head->setInherited(own ? toQString(email.subject) : QString(), own ? preheader : QString());
    m_head->setTexts(toQString(own ? own->subject : email.subject), own ? toQString(own->preheader) : preheader);
    m_source->setEmail(email);
    m_text->setText(toQString(email.text));
    m_translations->setEmail(whole);
    m_variants->setEmail(whole);
    if (m_versions->isVisible())
        m_versions->setEmail(whole);
    const auto count = [](QLabel *chip, const QString &words) {
        chip->setText(words);
        chip->setVisible(!words.isEmpty());
    };
    count(m_languages, m_translations->count());
    count(m_names, m_variants->names());
    m_designs->setCurrentIndex(hasBlocks ? 0 : 1);
    m_html->setHtml(hasBlocks ? std::string() : email.html);
    if (hasBlocks == std::exchange(m_hasBlocks, hasBlocks) && !isOther)
        return;
    if (m_tabs->current() == TabPreview || m_tabs->current() == TabDesign)
        m_tabs->setCurrent(firstTab());
}

// Where the browser cannot run, one made of HTML is looked at first: its design is but a list there.
EmailDesk::Tab EmailDesk::firstTab() const {
    return m_hasBlocks || m_html->view() ? TabDesign : TabPreview;
}

void EmailDesk::setKit(const model::BrandKit &kit) {
    m_source->setKit(kit);
}

void EmailDesk::setFields(const QList<PickerItem> &fields, const QStringList &names) {
    m_head->setFields(fields);
    m_source->setFields(names);
    m_text->setFields(names);
    m_canvas->setFields(fields);
    m_html->setFields(fields);
}

void EmailDesk::showPreview(const service::EmailPreview &preview) {
    m_hasPreview = true;
    m_preview->setPreview(preview);
    m_canvas->setPerson(preview.personKey);
    m_plain->setPlainText(toQString(preview.text));
    m_head->setShown(toQString(preview.subject), toQString(preview.preheader));
    m_as->setText(toQString(preview.to.empty() ? preview.personKey : preview.to).left(100));
    m_as->setAccessibleName(tr("Preview as %1").arg(m_as->text()));
}

void EmailDesk::sayBroken(const QString &why, const QString &place, int line, int column) {
    m_broken = {place, line, column};
    m_preview->setVisible(why.isEmpty() || m_hasPreview); // a white page would say that it is empty
    if (why.isEmpty())
        return m_before->clear();
    m_before->say(Tone::Warning, m_hasPreview ? tr("The email cannot be made as it is written now; this is how it was before.") : tr("The email cannot be made as it is written now."), why,
                  place.isEmpty() ? QString() : tr("Show the place"));
}

void EmailDesk::refreshLook() {
    const auto mode = PreviewPane::Mode(m_device->current());
    m_canvas->setLook({mode == PreviewPane::Phone, mode == PreviewPane::Dark, mode != PreviewPane::NoPictures});
    m_html->setLook({mode == PreviewPane::Phone, mode == PreviewPane::Dark, mode != PreviewPane::NoPictures});
    m_preview->setMode(mode);
}

void EmailDesk::showTab(Tab tab) {
    m_tabs->setCurrent(tab == TabDesign ? firstTab() : tab);
}

void EmailDesk::showFindings(const std::vector<service::LintView> &findings) {
    m_source->showFindings(findings);
}

void EmailDesk::goTo(const QString &part, int line, int column) {
    if (part.startsWith(QLatin1String("translations/"))) {
        m_translations->showLanguage(part.section(QLatin1Char('/'), 1, 1));
        return m_tabs->setCurrent(TabTranslations);
    }
    if (part == QLatin1String("/page/preheader"))
        return goTo(QStringLiteral("preheader"), line, column);
    if (part == QLatin1String("subject") || part == QLatin1String("preheader"))
        return m_head->findChild<QLineEdit *>(part == QLatin1String("subject") ? QStringLiteral("templateSubject") : QStringLiteral("templatePreheader"))->setFocus();
    if (part.startsWith(QLatin1Char('/'))) { // a part of the blocks
        m_tabs->setCurrent(TabDesign);
        return m_blocks->select(partAtPointer(m_blocks->document(), toUtf8(part)));
    }
    const bool isText = part == QLatin1String("text");
    m_tabs->setCurrent(isText ? TabPlain : TabSource);
    isText ? m_text->goTo(line, column) : m_source->goTo(line, column);
}

QString EmailDesk::text() const {
    return m_text->text();
}

QString EmailDesk::personWords() const {
    return m_as->text();
}

bool EmailDesk::isSettled() const {
    return m_preview->isSettled() && (!m_sheet->isVisible() || m_sheet->isSettled()) && (!m_versions->isVisible() || m_versions->isSettled()) && (!m_canvas->isVisible() || m_canvas->isSettled()) &&
           (!m_html->isVisible() || m_html->isSettled());
}

} // namespace audience::ui
