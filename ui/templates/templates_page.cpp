#include "ui/templates/templates_page.h"

#include "qbase/convert.h"
#include "service/email_texts.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/studio_service.h"
#include "ui/kit/background.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/notice.h"
#include "ui/kit/split_pane.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/turns.h"
#include "ui/templates/email_desk.h"
#include "ui/templates/email_foot.h"
#include "ui/templates/email_side.h"
#include "ui/templates/imprint_panel.h"
#include "ui/templates/send_test_panel.h"
#include "ui/templates/size_meter.h"
#include "ui/templates/studio/block_canvas.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_properties.h"
#include "ui/templates/studio/block_shelf.h"
#include "ui/templates/studio/review_bar.h"
#include "ui/templates/studio/translations_panel.h"
#include "ui/templates/studio/variant_bar.h"
#include "ui/templates/studio/contact_sheet.h"
#include "ui/templates/template_gallery.h"
#include "ui/templates/template_pictures.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace audience::ui {

using model::EmailTemplate;
using service::FindingView;
using service::TemplateService;

namespace {

enum Merge { MergeSubject = 1, MergePreheader, MergeText = 4 }; // those of the source between
enum Pages { PageWork, PageGallery, PagePictures };

// Who it comes from may be filled in later, in a place that is shown for it; all other errors keep the email from being made.
bool breaks(const FindingView &finding) {
    return finding.isError && finding.id.rfind("lint.", 0) != 0 && finding.id != "template.no_sender_name" && finding.id != "template.no_postal_address";
}

} // namespace

TemplatesPage::TemplatesPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : DefinitionPage(std::move(session), "template", {tr("template"), tr("New template"), tr("Save template"), tr("Templates")}, true, parent),
      m_blocks(new BlockDesk(this)), m_answer(this), m_found(this) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_panes = new SplitPane(QStringLiteral("templatePanes"), Qt::Horizontal, true, this);
    layout->addWidget(m_panes);
    addPanes();
    m_pictures = new TemplatePictures(m_session, [this](qint64 id, const QImage &picture) { list()->model()->setPicture(id, QPixmap::fromImage(picture)); }, this);
    connect(list(), &DefinitionList::detailsWanted, this, [this](const QVector<qint64> &ids) {
        std::vector<service::SavedDefinition> wanted;
        const std::set<qint64> set(ids.begin(), ids.end());
        std::copy_if(all().begin(), all().end(), std::back_inserter(wanted), [&](const auto &one) { return set.count(one.id) != 0; });
        m_pictures->want(wanted, devicePixelRatioF());
    });
    inTurn([this] { buildWork(); });
    inTurn([this] { buildBeside(); });
    inTurn([this] { begin(); });
}

void TemplatesPage::buildWork() {
    m_pages = new QStackedWidget(this);
    m_state = new StateView(QStringLiteral("templatesState"), m_pages, this);
    m_state->showLoading(tr("Reading the templates…"));
    connect(m_state, &StateView::actionWanted, this, &TemplatesPage::workspaceChanged);
    m_panes->addPane(m_state, 0, tr("the email"));
    m_work = new SplitPane(QStringLiteral("templateWork"), Qt::Horizontal, true, m_pages);
    m_work->addPane(makeMiddle(m_work), 0, tr("the email"));
}

void TemplatesPage::buildBeside() {
    m_side = new EmailSide(m_work);
    addSide();
    addProperties();
    m_pages->addWidget(m_work);
    m_gallery = new TemplateGallery(m_session, m_pages);
    connect(m_gallery, &TemplateGallery::chosen, this, &TemplatesPage::startFrom);
    m_pages->addWidget(m_gallery);
    addPictures();
}

void TemplatesPage::begin() {
    m_test = makeButton(QStringLiteral("templateTest"), tr("Send test"), "", "send", this);
    m_test->setToolTip(tr("Send a test to yourself"));
    m_test->hide();
    connect(m_test, &QPushButton::clicked, m_sendTest, &SendTestPanel::open);
    m_useIn = makeButton(QStringLiteral("templateUseIn"), tr("Use in a campaign"), "primary", "send", this);
    m_useIn->setToolTip(m_useIn->text());
    m_useIn->setAccessibleName(m_useIn->text());
    m_useIn->hide();
    connect(m_useIn, &QPushButton::clicked, this, [this] { Q_EMIT goTo(QStringLiteral("campaigns"), QStringLiteral("new:template=%1").arg(current().id)); });
    m_soon.setSingleShot(true);
    m_soon.setInterval(150);
    connect(&m_soon, &QTimer::timeout, this, &TemplatesPage::look);
    connectEditors();
    connectBlocks();
    connectPanels();
    setUndoStack(&m_edits);
    loadFields();
    loadBrand();
    reload();
}

TemplatesPage::~TemplatesPage() {
    m_edits.disconnect(this);
}

QWidget *TemplatesPage::makeMiddle(QWidget *parent) {
    auto *middle = new QWidget(parent);
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_desk = new EmailDesk(m_blocks, m_session, middle);
    layout->addWidget(m_desk, 1);
    m_imprint = new ImprintPanel(m_session, m_desk);
    connect(m_imprint, &ImprintPanel::failed, this, &TemplatesPage::say);
    connect(m_imprint, &ImprintPanel::kept, this, [this](const service::Imprint &before, const service::Imprint &now) {
        imprintChanged();
        Q_EMIT saidWithUndo(tr("Every email now shows who it comes from"), [this, before, now] {
            inBackground(this, [session = m_session, before, now] { return service::changeImprint(*session, now, before); }, [this](Result<service::Imprint> done) {
                if (!done)
                    return say(done.error());
                imprintChanged();
            });
        });
    });
    m_sendTest = new SendTestPanel(m_session, m_desk);
    connect(m_sendTest, &SendTestPanel::personWanted, this, &TemplatesPage::pickPerson);
    connect(m_sendTest, &SendTestPanel::sendWanted, this, [this] {
        settle([this] {
            EmailTemplate email = m_part.variant.isEmpty() ? m_email : previewed();
            email.name = toUtf8(name());
            m_sendTest->send(email);
        });
    });
    m_variantBar = new VariantBar(m_desk);
    connect(m_variantBar, &VariantBar::variantChosen, this, [this](const QString &name) { settle([this, name] { chooseVariant(name); }); });
    m_desk->addChoice(m_variantBar->choice());
    m_desk->messages()->addWidget(m_variantBar);
    m_fileNotice = new Notice(QStringLiteral("templateFileNotice"), m_desk);
    connect(m_fileNotice, &Notice::actionWanted, m_fileNotice, &Notice::clear);
    addMessages(m_desk->messages(), {m_imprint, m_sendTest, m_fileNotice});
    m_foot = new EmailFoot(m_session, middle);
    layout->addWidget(m_foot);
    return middle;
}

void TemplatesPage::connectEditors() {
    connect(m_desk, &EmailDesk::subjectEdited, this,
            [this](const QString &text) { editPart(tr("Change the subject"), &EmailTemplate::subject, text, MergeSubject); });
    connect(m_desk, &EmailDesk::preheaderEdited, this, &TemplatesPage::editPreheader);
    connect(m_desk, &EmailDesk::sourceEdited, this, [this](const EmailTemplate &email, const QString &what, int merge) { editShown(what, email, merge); });
    connect(m_desk, &EmailDesk::textEdited, this, [this] { editPart(tr("Change the plain text"), &EmailTemplate::text, m_desk->text(), MergeText); });
    connect(m_desk, &EmailDesk::personWanted, this, &TemplatesPage::pickPerson);
    connect(m_desk, &EmailDesk::stepWanted, this, &TemplatesPage::step);
    connect(m_desk, &EmailDesk::sheetWanted, this, [this] { m_desk->openSheet(previewed(), placeholders()); });
    connect(m_desk, &EmailDesk::personChosen, this, [this](const QString &person) {
        m_person = toUtf8(person);
        look();
    });
    connect(m_side, &EmailSide::missingChosen, this, [this](model::MissingField missing) {
        EmailTemplate email = m_email;
        email.missing = missing;
        edit(tr("Change what happens where a value is missing"), email, -1);
    });
    connect(m_side, &EmailSide::fallbackWanted, this, [this](const QString &field, const QString &words) {
        edit(tr("Put in words for those who lack it"), TemplateService::withFallback(m_email, toUtf8(field), toUtf8(words)), -1);
    });
    connect(m_side, &EmailSide::placeWanted, this, &TemplatesPage::goToPlace);
    connect(m_desk, &EmailDesk::placeWanted, this, &TemplatesPage::goToPlace);
    connect(m_foot, &EmailFoot::personChosen, this, [this](const QString &person) {
        m_person = toUtf8(person);
        m_desk->showTab(EmailDesk::TabPreview);
        look();
    });
    connect(m_foot, &EmailFoot::findingsWanted, this, [this] {
        if (m_isNarrow || m_isStudio)
            m_desk->showTab(EmailDesk::TabMeaning);
        else if (auto *place = m_side->findChild<QPushButton *>(QStringLiteral("findingPlace")))
            place->click();
    });
}

bool TemplatesPage::isSettled() const {
    return DefinitionPage::isSettled() && !m_isLooking && m_pictures->isSettled() && !m_soon.isActive() && m_desk->isSettled() && m_shelf->isSettled() && m_review->isSettled() && m_sendTest->isSettled() &&
           (!m_gallery->isVisible() || m_gallery->isSettled()) && arePicturesSettled();
}

QList<QWidget *> TemplatesPage::extraActions() {
    return {m_desk->device(), m_test, m_review};
}

QWidget *TemplatesPage::primaryWhenSaved() {
    return m_useIn;
}

Json TemplatesPage::body() const {
    return model::toJson(m_email);
}

void TemplatesPage::settle(std::function<void()> then) {
    m_desk->settle(std::move(then));
}

Result<void> TemplatesPage::showBody(const Json &body) {
    Result<EmailTemplate> email = body.is_null() || body.empty() ? Result<EmailTemplate>(EmailTemplate()) : model::emailTemplateFromJson(body);
    m_isOther = true;
    m_showsList = false;
    m_fileNotice->clear(); // of another file
    m_desk->forget();
    m_blocks->select({});
    m_part = {};
    m_desk->sayPart({});
    put(email ? *email : EmailTemplate());
    return email ? Result<void>() : Result<void>(email.error());
}

void TemplatesPage::editBody(const Json &body) {
    if (const auto email = model::emailTemplateFromJson(body))
        edit(tr("Take another version"), *email, -1);
}

QVector<VersionRow> TemplatesPage::versions(const Json &theirs, const Json &mine) const {
    const auto left = model::emailTemplateFromJson(theirs), right = model::emailTemplateFromJson(mine);
    if (!left || !right)
        return {};
    return {{tr("Subject"), toQString(left->subject), toQString(right->subject)},
            {tr("Preheader"), toQString(left->preheader), toQString(right->preheader)},
            {tr("Email"), toQString(left->html), toQString(right->html)},
            {tr("Plain text"), toQString(left->text), toQString(right->text)}};
}

QString TemplatesPage::noteOf(const service::SavedDefinition &definition) const {
    const auto &uses = usesOf(definition.id);
    return uses.empty() ? tr("not used yet") : tr("in %Ln campaigns", nullptr, int(uses.size()));
}

void TemplatesPage::documentChanged() {
    m_isGallery = m_isPictures = false;
    if (hasDocument())
        m_desk->setPlace(sourcePlace());
    arrange();
    showReview();
    m_foot->setEmail(shown());
    m_soon.start(0);
    choosePage();
}

void TemplatesPage::listFailed(const Error &error) {
    DefinitionPage::listFailed(error);
    if (!hasDocument())
        m_state->showError(tr("The templates could not be read"), sentence(error), tr("Read again"));
}

void TemplatesPage::listLoaded() {
    choosePage();
    m_pictures->renew(all(), devicePixelRatioF());
}

void TemplatesPage::choosePage() {
    m_state->showContent();
    m_pages->setCurrentIndex(m_isPictures ? PagePictures : m_isGallery || (!hasDocument() && all().empty()) ? PageGallery : PageWork);
}

void TemplatesPage::open(const QString &target) {
    if (target == QLatin1String("import"))
        return askForImport();
    if (target.startsWith(QLatin1String("import:")))
        return importFrom(target.section(QLatin1Char(':'), 1));
    m_isPictures = false;
    if (target.startsWith(QLatin1String("pictures")))
        return showPictures(target.section(QLatin1Char(':'), 1).split(QLatin1Char('\n'), Qt::SkipEmptyParts));
    if (target != QLatin1String("new"))
        return DefinitionPage::open(target);
    settle([this] {
        closeDocument();
        m_isGallery = true;
        choosePage();
        if (auto *first = m_gallery->findChild<QPushButton *>(QStringLiteral("gallery_0")))
            first->setFocus();
    });
}

void TemplatesPage::startFrom(const EmailTemplate &email) {
    EmailTemplate fresh = email;
    fresh.name.clear();
    startNew(toQString(email.name), model::toJson(fresh), !email.name.empty());
}

void TemplatesPage::workspaceChanged() {
    loadFields();
    loadBrand();
    m_shelf->workspaceChanged();
    reload();
    if (hasDocument())
        m_soon.start();
}

void TemplatesPage::imprintChanged() {
    m_pictures->renew(all(), devicePixelRatioF(), true);
    look();
    Q_EMIT touchedWorkspace();
}

void TemplatesPage::put(const EmailTemplate &email) {
    const QScopedValueRollback putting(m_isPutting, true);
    m_email = email;
    const QString variant = m_part.variant;
    showVariants();
    if (m_part.variant != variant) // it is gone
        m_desk->forget();
    const EmailTemplate now = shown();
    const model::EmailContent *own = nullptr;
    for (const auto &[name, content] : m_email.variants)
        if (toQString(name) == m_part.variant)
            own = &content;
    m_blocks->put(now.blocks.value_or(model::BlockDocument()));
    if (m_isOther || m_part.variant != variant)
        m_desk->openSource(now, sourcePlace());
    m_desk->setEmail(email, now, own, std::exchange(m_isOther, false));
    if (std::exchange(m_hasBlocks, now.blocks.has_value()) != now.blocks.has_value())
        arrange();
}

void TemplatesPage::edit(const QString &what, const EmailTemplate &email, int merge) {
    if (m_isPutting || email == m_email)
        return;
    m_edits.push(new EditCommand<EmailTemplate>(
        what, m_email, service::inStep(m_email, email), // translations are built like it
        [this](const EmailTemplate &value) {
            put(value);
            m_foot->setEmail(shown());
            m_soon.start();
        },
        merge));
}

void TemplatesPage::editPart(const QString &what, std::string EmailTemplate::*part, const QString &text, int merge) {
    EmailTemplate email = shown();
    email.*part = toUtf8(text);
    editShown(what, email, merge);
}

// The line over the email is where it is written, wherever it came from.
void TemplatesPage::editPreheader(const QString &text) {
    EmailTemplate email = shown();
    email.preheader = toUtf8(text);
    if (email.blocks && m_part.variant.isEmpty()) // a variant says another one over the same blocks
        if (auto without = model::setPartProperty(*email.blocks, "page", "preheader", Json()))
            email.blocks = *std::move(without);
    editShown(tr("Change the preheader"), email, MergePreheader);
}

void TemplatesPage::loadFields() {
    inBackground(this, [session = m_session] { return service::SegmentService(*session).vocabulary(); }, [this](Result<service::RuleVocabulary> words) {
        QList<PickerItem> fields;
        QStringList names;
        if (words)
            for (const auto &field : words->attributes) {
                fields.append({toQString(field.name), plainName(field.name), typeWord(field.type), {}});
                names << toQString(field.name);
            }
        for (const char *own : {"unsubscribe_url", "sender_name", "postal_address", "campaign_name"})
            names << QLatin1String(own);
        m_desk->setFields(fields, names);
        m_properties->setFields(fields);
    });
    inBackground(this, [session = m_session] { return service::languageColumn(*session); },
                 [this](const std::string &column) { m_desk->translations()->setLanguageColumn(toQString(column)); });
}

// What stands where the workspace has no sender yet.
service::Imprint TemplatesPage::placeholders() {
    return {toUtf8(tr("[your name]")), toUtf8(tr("[your postal address goes here]"))};
}

void TemplatesPage::look() {
    if (!hasDocument())
        return;
    m_isLooking = true;
    m_answer.request(
        [session = m_session, email = m_email, previewed = previewed(), person = m_person,
         instead = placeholders()](CancelToken cancel) -> Result<Answer> {
            TemplateService service(*session);
            Answer answer;
            answer.findings = service.check(email);
            answer.lints = service::lintTemplate(session.get(), email);
            const bool isBroken = std::any_of(answer.findings.begin(), answer.findings.end(), breaks);
            if (auto uses = service.fieldUses(email, cancel))
                answer.uses = std::move(*uses);
            if (isBroken)
                return answer;
            auto preview = service.preview(previewed, person, instead);
            if (preview)
                answer.preview = std::move(*preview);
            else
                answer.error = preview.error();
            return answer;
        },
        [this](Result<Answer> answer) {
            m_isLooking = false;
            if (answer)
                showAnswer(*answer);
        });
}

void TemplatesPage::showAnswer(const Answer &answer) {
    std::vector<FindingView> findings = answer.findings;
    if (answer.preview)
        for (FindingView finding : answer.preview->findings) {
            const bool known = std::any_of(findings.begin(), findings.end(), [&](const FindingView &one) { return one.id == finding.id; });
            finding.line = 0; // lines of the email as it was made are not those of the source
            if (!known)
                findings.push_back(std::move(finding));
        }
    m_desk->showFindings(ofShown(answer.lints));
    m_imprint->ask(findings);
    m_side->showFindings(findings);
    m_properties->setFindings(ofShown(findings));
    m_side->showFields(answer.uses, m_email.missing, 0);
    const bool isBroken = !answer.preview && !answer.error;
    m_foot->showFindings(findings, !isBroken);
    sayBroken(answer);
    if (answer.error && answer.error->id != "data.no_people")
        say(*answer.error);
    else
        notice()->clear();
    if (!answer.preview)
        return;
    const service::EmailPreview &preview = *answer.preview;
    m_person = preview.personKey;
    m_desk->showPreview(preview);
    m_side->showInbox(preview);
    m_foot->showSize(preview.bytes);
    m_sendTest->setPerson(toQString(m_person), m_desk->personWords());
}

// In the place of the preview, so that what is missing there is told there.
void TemplatesPage::sayBroken(const Answer &answer) {
    if (answer.preview)
        return m_desk->sayBroken({});
    if (answer.error)
        return m_desk->sayBroken(sentence(*answer.error));
    const auto first = std::find_if(answer.findings.begin(), answer.findings.end(), breaks);
    m_desk->sayBroken(sentence(first->id, first->args), toQString(first->path), first->line, first->column);
}

} // namespace audience::ui
