// The studio of an email made of blocks: what stands around it, and how all its editors share one email and one history.
#include "qbase/convert.h"
#include "service/session.h"
#include "service/studio_service.h"
#include "ui/kit/background.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/icon.h"
#include "ui/kit/split_pane.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/email_desk.h"
#include "ui/templates/email_foot.h"
#include "ui/templates/email_side.h"
#include "ui/templates/size_meter.h"
#include "ui/templates/studio/block_canvas.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_properties.h"
#include "ui/templates/studio/block_shelf.h"
#include "ui/templates/studio/html_canvas.h"
#include "ui/templates/studio/property_words.h"
#include "ui/templates/studio/review_bar.h"
#include "ui/templates/studio/structure_tree.h"
#include "ui/templates/studio/translations_panel.h"
#include "ui/templates/studio/variants_panel.h"
#include "ui/templates/studio/versions_panel.h"
#include "ui/templates/template_pictures.h"
#include "ui/templates/templates_page.h"

namespace audience::ui {

using model::EmailTemplate;

namespace {

constexpr int kNarrow = 960; // below it what the email means is a tab, not a pane
constexpr int kListWide = 212, kListNarrow = 196, kShelfWide = 188, kPropertiesWide = 256;
// Steps of undo of the editors: those of one must not go on in another.
enum Source { MergeBlocks = 10'000'000, MergeTranslations = 20'000'000, MergeVariants = 30'000'000 };

int stepOf(Source source, int merge) {
    return merge < 0 ? -1 : int(source) + merge % 10'000'000;
}

} // namespace

void TemplatesPage::addPanes() {
    m_panes->addPane(list(), Theme::instance().pixels(kListWide), tr("the list"));
    m_shelf = new BlockShelf(m_blocks, m_session, m_panes);
    m_shelf->hide();
    m_panes->addPane(m_shelf, Theme::instance().pixels(kShelfWide), tr("the blocks"));
}

void TemplatesPage::addProperties() {
    m_properties = new BlockProperties(m_blocks, m_session, m_work);
    m_properties->hide();
    m_work->addPane(m_properties, Theme::instance().pixels(kPropertiesWide), tr("what is selected"));
}

void TemplatesPage::connectBlocks() {
    connect(m_blocks, &BlockDesk::selectionChanged, this, [this] {
        if (m_isNarrow && m_isStudio)
            QTimer::singleShot(0, this, &TemplatesPage::arrange); // once the click that selected it is over
    });
    connect(m_blocks, &BlockDesk::edited, this, [this](const QString &what, const model::BlockDocument &document, int merge) {
        EmailTemplate email = shown();
        email.blocks = document;
        editShown(what, email, stepOf(MergeBlocks, merge));
    });
    connect(m_blocks, &BlockDesk::refused, this, &TemplatesPage::say);
    connect(m_shelf, &BlockShelf::said, this, &TemplatesPage::said);
    connect(m_shelf, &BlockShelf::saidWithUndo, this, &TemplatesPage::saidWithUndo);
    connect(m_shelf, &BlockShelf::failed, this, &TemplatesPage::say);
    connect(m_shelf, &BlockShelf::touchedWorkspace, this, [this] {
        loadBrand();
        reload();
        m_pictures->renew(all(), devicePixelRatioF(), true);
        Q_EMIT touchedWorkspace();
    });
    connect(m_blocks, &BlockDesk::kitChanged, this, [this] { m_desk->setKit(m_blocks->kit()); });
    BlockCanvas *canvas = m_desk->canvas();
    connect(canvas, &BlockCanvas::failed, this, &TemplatesPage::say);
    connect(canvas, &BlockCanvas::said, this, &TemplatesPage::said);
    connect(canvas, &BlockCanvas::measured, this, [this](std::size_t, const std::vector<std::pair<std::string, std::size_t>> &sections) {
        QList<SizeMeter::Section> shown;
        for (const auto &[id, bytes] : sections)
            if (const Json *part = m_blocks->document().part(id))
                shown.append({toQString(id), titleOf(*part), bytes});
        m_foot->meter()->setSections(m_hasBlocks ? shown : QList<SizeMeter::Section>());
    });
    connect(m_foot->meter(), &SizeMeter::sectionChosen, this, [this](const QString &id) {
        m_desk->showTab(EmailDesk::TabDesign);
        m_blocks->select(toUtf8(id));
    });
    connect(canvas, &BlockCanvas::saveWanted, this, [this](const QString &id) {
        if (auto *tree = m_shelf->findChild<StructureTree *>())
            Q_EMIT tree->saveWanted(id);
    });
    connect(canvas, &BlockCanvas::undoWanted, &m_edits, &QUndoStack::undo);
    connect(canvas, &BlockCanvas::redoWanted, &m_edits, &QUndoStack::redo);
    HtmlCanvas *html = m_desk->htmlCanvas();
    connect(html, &HtmlCanvas::failed, this, &TemplatesPage::say);
    connect(html, &HtmlCanvas::said, this, &TemplatesPage::said);
    connect(html, &HtmlCanvas::undoWanted, &m_edits, &QUndoStack::undo);
    connect(html, &HtmlCanvas::redoWanted, &m_edits, &QUndoStack::redo);
}

void TemplatesPage::connectPanels() {
    connect(m_desk->translations(), &TranslationsPanel::edited, this,
            [this](const QString &what, const EmailTemplate &email, int merge) { edit(what, email, stepOf(MergeTranslations, merge)); });
    connect(m_desk->variants(), &VariantsPanel::edited, this,
            [this](const QString &what, const EmailTemplate &email, int merge) { edit(what, email, stepOf(MergeVariants, merge)); });
    connect(m_desk->versions(), &VersionsPanel::edited, this, [this](const QString &what, const EmailTemplate &email, int merge) {
        edit(what, email, merge);
        m_desk->showTab(EmailDesk::TabDesign);
    });
    connect(m_desk->versions(), &VersionsPanel::failed, this, &TemplatesPage::say);
    connect(m_desk->translations(), &TranslationsPanel::previewWanted, this, [this](const QString &locale) { settle([this, locale] { previewPart({locale, {}}); }); });
    connect(m_desk->variants(), &VariantsPanel::previewWanted, this, [this](const QString &name) {
        settle([this, name] {
            chooseVariant(name);
            m_desk->showTab(EmailDesk::TabPreview);
        });
    });
    connect(m_desk, &EmailDesk::wholeWanted, this, [this] { settle([this] { previewPart({}); }); });
    m_review = new ReviewBar(m_session, this);
    connect(m_review, &ReviewBar::failed, this, &TemplatesPage::say);
    connect(m_review, &ReviewBar::saidWithUndo, this, &TemplatesPage::saidWithUndo);
    connect(m_review, &ReviewBar::reviewed, this, [this] {
        m_desk->versions()->setTemplate(current().id, current().revision);
        Q_EMIT touchedWorkspace();
    });
    connect(m_review, &ReviewBar::nextChanged, this, &TemplatesPage::choosePrimary);
    connect(&m_edits, &QUndoStack::cleanChanged, this, &TemplatesPage::showReview);
}

// One next step: to have it approved where somebody is there to do so, then to use it.
void TemplatesPage::choosePrimary() {
    const bool isReview = m_review->isNext();
    m_useIn->setProperty("inMenu", isReview);
    setRole(m_useIn, isReview ? "" : "primary");
    m_useIn->setIcon(icon(QStringLiteral("send"), isReview ? tokens().text : tokens().onAccent));
    Q_EMIT headerChanged();
}

// A translation as its readers get it.
void TemplatesPage::previewPart(const Part &part) {
    chooseVariant({});
    m_part = part;
    m_desk->showTab(EmailDesk::TabPreview);
    m_desk->sayPart(part.locale.isEmpty() ? QString() : tr("This is the translation for %1.").arg(part.locale));
    look();
}

EmailTemplate TemplatesPage::previewed() const {
    const auto &list = m_part.variant.isEmpty() ? m_email.translations : m_email.variants;
    const std::string name = toUtf8(m_part.variant.isEmpty() ? m_part.locale : m_part.variant);
    for (const auto &[key, content] : list)
        if (key == name && !name.empty()) {
            EmailTemplate part = model::withContent(m_email, model::filledFrom(content, model::contentOf(m_email)));
            part.translations.clear(); // whatever the person reads
            return part;
        }
    return m_email;
}

void TemplatesPage::showReview() {
    const qint64 id = hasDocument() ? qMax<qint64>(0, current().id) : 0;
    m_review->setTemplate(id, current().revision, isChanged());
    m_desk->versions()->setTemplate(id, current().revision);
    m_desk->versions()->setEmail(m_email);
}

QList<QWidget *> TemplatesPage::stateChips() {
    QList<QWidget *> chips = DefinitionPage::stateChips();
    if (!chips.isEmpty())
        chips.append(m_review->pill());
    return chips;
}

void TemplatesPage::loadBrand() {
    inBackground(this, [session = m_session] { return service::StudioService(*session).brand(); }, [this](Result<service::BrandView> brand) {
        if (!brand)
            return say(brand.error());
        if (!m_shelf->isBrandChanged()) // what somebody is changing stays
            m_blocks->setKit(brand->kit);
    });
}

// An email of blocks has the room of the page to itself; the list is one step up.
void TemplatesPage::arrange() {
    m_isStudio = hasDocument() && m_hasBlocks;
    const bool inTab = m_isNarrow || m_isStudio;
    m_panes->setStandard(list(), Theme::instance().pixels(m_isNarrow ? kListNarrow : kListWide));
    m_side->setInTab(inTab);
    // A narrow window has room for one of the two: for what is selected, else for what can be added.
    const bool isSelected = !m_blocks->selected().empty() && m_blocks->selected() != "page";
    m_properties->setVisible(m_isStudio && (!m_isNarrow || (isSelected && !m_showsList)));
    list()->setVisible(!m_isStudio || m_showsList);
    m_shelf->setVisible(m_isStudio && !m_showsList && (!m_isNarrow || !isSelected));
    m_review->setShort(m_isNarrow);
    if (inTab) {
        m_desk->setMeaning(m_side);
    } else {
        m_desk->setMeaning(nullptr);
        addSide();
        m_side->show();
    }
    list()->setMinimumWidth(Theme::instance().pixels(m_isNarrow ? kListNarrow : kListWide));
    // The blocks, their review and the ways to look at them leave it little room.
    m_useIn->setText(m_isStudio ? tr("Use in") : tr("Use in a campaign"));
    m_panes->settle();
    m_work->settle();
}

void TemplatesPage::up() {
    if (!m_isStudio)
        return;
    m_showsList = true;
    arrange();
    list()->setFocus();
}

// Where both panes leave the email too little room, the right one becomes a tab of it.
void TemplatesPage::resizeEvent(QResizeEvent *event) {
    DefinitionPage::resizeEvent(event);
    const bool isNarrow = width() < Theme::instance().pixels(kNarrow);
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    arrange();
}

void TemplatesPage::addSide() {
    m_work->addPane(m_side, m_side->minimumWidth(), tr("what the email means"));
}

} // namespace audience::ui
