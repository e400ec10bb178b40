#include "ui/templates/templates_page.h"

#include "qbase/convert.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_head.h"
#include "ui/templates/email_picture.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/email_side.h"
#include "ui/templates/imprint_panel.h"
#include "ui/templates/source_editor.h"
#include "ui/templates/template_gallery.h"
#include "ui/templates/trial_panel.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace audience::ui {

using model::EmailTemplate;
using service::FindingView;
using service::TemplateService;

namespace {

// Gmail cuts what is longer.
constexpr std::size_t kMostBytes = 102 * 1024;
constexpr int kPeopleOffered = 200;
constexpr int kPhoneWide = 390, kDesktopWide = 760;
constexpr QSize kListPicture(42, 54);
enum Merge { MergeSubject = 1, MergePreheader, MergeHtml, MergeText };
enum Pages { PageWork, PageGallery };
enum Device { Desktop, Phone, Dark };

// A mail program in dark colours takes the email's own rules for them; here they are taken always or never.
QString inScheme(QString html, bool dark) {
    html.replace(QStringLiteral("(prefers-color-scheme: dark)"), dark ? QStringLiteral("(min-width: 0px)") : QStringLiteral("(max-width: 0px)"));
    return html.replace(QStringLiteral("(prefers-color-scheme:dark)"), dark ? QStringLiteral("(min-width: 0px)") : QStringLiteral("(max-width: 0px)"));
}

} // namespace

TemplatesPage::TemplatesPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : DefinitionPage(std::move(session), "template", {tr("template"), tr("New template"), tr("Save template"), tr("Templates")}, true, parent),
      m_answer(this) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(list());
    connect(list(), &DefinitionList::detailsWanted, this, &TemplatesPage::makePictures);
    m_pages = new QStackedWidget(this);
    layout->addWidget(m_pages, 1);
    auto *work = new QWidget(m_pages);
    auto *row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *middle = new QWidget(work);
    buildMiddle(middle);
    row->addWidget(middle, 1);
    m_side = new EmailSide(work);
    row->addWidget(m_side);
    m_pages->addWidget(work);
    m_gallery = new TemplateGallery(m_session, m_pages);
    connect(m_gallery, &TemplateGallery::chosen, this, &TemplatesPage::startFrom);
    m_pages->addWidget(m_gallery);
    m_test = makeButton(QStringLiteral("templateTest"), tr("Send test"), "", "send", this);
    m_test->hide();
    connect(m_test, &QPushButton::clicked, this, &TemplatesPage::sendTest);
    m_soon.setSingleShot(true);
    m_soon.setInterval(150);
    connect(&m_soon, &QTimer::timeout, this, &TemplatesPage::look);
    connectEditors();
    setUndoStack(&m_edits);
    loadFields();
    reload();
}

TemplatesPage::~TemplatesPage() {
    m_edits.disconnect(this);
}

void TemplatesPage::buildMiddle(QWidget *middle) {
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_tabs = new TabRow(QStringLiteral("templateTabs"), middle);
    m_tabs->addTab(QStringLiteral("tabPreview"), tr("Preview"));
    m_tabs->addTab(QStringLiteral("tabSource"), tr("Source"));
    m_tabs->addTab(QStringLiteral("tabPlain"), tr("Plain text"));
    auto *before = makeTool(QStringLiteral("previewBefore"), tr("The person before"), "chevron-left", m_tabs);
    auto *after = makeTool(QStringLiteral("previewAfter"), tr("The next person"), "chevron-right", m_tabs);
    connect(before, &QToolButton::clicked, this, [this] { step(-1); });
    connect(after, &QToolButton::clicked, this, [this] { step(1); });
    m_as = makeButton(QStringLiteral("previewAs"), tr("The first person"), "field", "user", m_tabs);
    m_as->setToolTip(tr("Preview as another person"));
    connect(m_as, &QPushButton::clicked, this, &TemplatesPage::pickPerson);
    m_device = new SegmentedControl(QStringLiteral("previewDevice"), tr("How it is looked at"), m_tabs);
    m_device->addSegment(tr("On a desktop"), QStringLiteral("monitor"), true);
    m_device->addSegment(tr("On a phone"), QStringLiteral("smartphone"), true);
    m_device->addSegment(tr("In dark colours"), QStringLiteral("moon"), true);
    connect(m_device, &SegmentedControl::currentChanged, this, &TemplatesPage::showPreview);
    for (QWidget *part : {static_cast<QWidget *>(before), static_cast<QWidget *>(m_as), static_cast<QWidget *>(after), static_cast<QWidget *>(m_device)})
        m_tabs->tail()->addWidget(part);
    layout->addWidget(m_tabs);
    m_head = new EmailHead(middle);
    layout->addWidget(m_head);
    m_imprint = new ImprintPanel(m_session, middle);
    connect(m_imprint, &ImprintPanel::failed, this, &TemplatesPage::say);
    connect(m_imprint, &ImprintPanel::kept, this, [this](const service::Imprint &before) {
        imprintChanged();
        Q_EMIT saidWithUndo(tr("Every email now shows who it comes from"), [this, before] {
            inBackground(this, [session = m_session, before] { return service::saveImprint(*session, before); }, [this](Result<void> done) {
                if (!done)
                    return say(done.error());
                imprintChanged();
            });
        });
    });
    addMessages(layout, {m_imprint});
    m_stack = new QStackedWidget(middle);
    layout->addWidget(m_stack, 1);
    buildTabs();
    connect(m_tabs, &TabRow::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    layout->addWidget(makeFoot(middle));
}

void TemplatesPage::buildTabs() {
    auto *desk = new QWidget(m_stack);
    auto *deskRow = new QHBoxLayout(desk);
    deskRow->setContentsMargins(space::kPage, space::kPage, space::kPage, 0);
    m_paper = makeCard({}, desk);
    m_paper->layout()->setContentsMargins(1, 1, 1, 0);
    m_preview = new EmailPreview(m_paper);
    m_paper->layout()->addWidget(m_preview);
    m_paper->setMaximumWidth(kDesktopWide);
    deskRow->addWidget(m_paper);
    m_stack->addWidget(desk);
    m_source = new SourceEditor(QStringLiteral("templateSource"), tr("Source of the email"), true, m_stack);
    m_stack->addWidget(m_source);
    auto *plain = new QWidget(m_stack);
    auto *column = new QVBoxLayout(plain);
    column->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kMedium);
    column->setSpacing(space::kSmall);
    column->addWidget(makeLabel(tr("For mail programs without HTML. Left empty, it is made from the email."), "secondary", plain));
    const auto addCard = [&](QWidget *inside) {
        QFrame *card = makeCard({}, plain);
        card->layout()->setContentsMargins(1, 1, 1, 1);
        card->layout()->addWidget(inside);
        column->addWidget(card, 1);
    };
    m_text = new SourceEditor(QStringLiteral("templateText"), tr("Plain text of the email"), false, plain);
    addCard(m_text);
    column->addWidget(makeLabel(tr("What goes out"), "strong", plain));
    m_plain = new QPlainTextEdit(plain);
    m_plain->setObjectName(QStringLiteral("plainPreview"));
    m_plain->setAccessibleName(tr("Plain text as it goes out"));
    m_plain->setReadOnly(true);
    m_plain->setTabChangesFocus(true);
    m_plain->setFont(Theme::instance().font(TypeRole::Mono));
    addCard(m_plain);
    m_stack->addWidget(plain);
}

QWidget *TemplatesPage::makeFoot(QWidget *parent) {
    auto *foot = new QFrame(parent);
    setRole(foot, "footer");
    foot->setFixedHeight(36);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(6);
    row->addWidget(makeIcon("circle-check", Tone::Good, 16, foot));
    m_passed = makeLabel({}, "good", foot);
    m_passed->setObjectName(QStringLiteral("checksPassed"));
    row->addWidget(m_passed);
    row->addSpacing(space::kSmall);
    m_toLook = makeButton(QStringLiteral("checksToLook"), {}, "word", "triangle-alert", foot);
    connect(m_toLook, &QPushButton::clicked, this, [this] {
        if (auto *place = m_side->findChild<QPushButton *>(QStringLiteral("findingPlace")))
            place->click();
    });
    row->addWidget(m_toLook);
    row->addStretch(1);
    m_size = makeLabel({}, "tertiary", foot);
    row->addWidget(m_size);
    m_trial = new TrialPanel(m_session, foot);
    row->addWidget(m_trial);
    return foot;
}

void TemplatesPage::connectEditors() {
    connect(m_head, &EmailHead::subjectEdited, this,
            [this](const QString &text) { editPart(tr("Change the subject"), &EmailTemplate::subject, text, MergeSubject); });
    connect(m_head, &EmailHead::preheaderEdited, this,
            [this](const QString &text) { editPart(tr("Change the preheader"), &EmailTemplate::preheader, text, MergePreheader); });
    connect(m_source, &SourceEditor::textChanged, this, [this] { editPart(tr("Change the source"), &EmailTemplate::html, m_source->text(), MergeHtml); });
    connect(m_text, &SourceEditor::textChanged, this, [this] { editPart(tr("Change the plain text"), &EmailTemplate::text, m_text->text(), MergeText); });
    connect(m_side, &EmailSide::missingChosen, this, [this](model::MissingField missing) {
        EmailTemplate email = m_email;
        email.missing = missing;
        edit(tr("Change what happens where a value is missing"), email, -1);
    });
    connect(m_side, &EmailSide::fallbackWanted, this, [this](const QString &field, const QString &words) {
        edit(tr("Put in words for those who lack it"), TemplateService::withFallback(m_email, toUtf8(field), toUtf8(words)), -1);
    });
    connect(m_side, &EmailSide::placeWanted, this, &TemplatesPage::goTo);
    connect(m_trial, &TrialPanel::personChosen, this, [this](const QString &person) {
        m_person = toUtf8(person);
        m_tabs->setCurrent(0);
        look();
    });
}

bool TemplatesPage::isSettled() const {
    return DefinitionPage::isSettled() && !m_isLooking && !m_isPicturing && !m_soon.isActive() && (!m_preview->isVisible() || m_preview->isRendered()) &&
           (!m_gallery->isVisible() || m_gallery->isSettled());
}

QList<QWidget *> TemplatesPage::extraActions() {
    return {m_test};
}

Json TemplatesPage::body() const {
    return model::toJson(m_email);
}

Result<void> TemplatesPage::showBody(const Json &body) {
    Result<EmailTemplate> email = body.is_null() || body.empty() ? Result<EmailTemplate>(EmailTemplate()) : model::emailTemplateFromJson(body);
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
    return uses.empty() ? tr("not used yet") : uses.size() == 1 ? tr("in 1 campaign") : tr("in %1 campaigns").arg(uses.size());
}

void TemplatesPage::documentChanged() {
    m_isGallery = false;
    m_trial->setEmail(m_email);
    m_soon.start(0);
    choosePage();
}

void TemplatesPage::choosePage() {
    m_pages->setCurrentIndex(m_isGallery || (!hasDocument() && all().empty()) ? PageGallery : PageWork);
}

void TemplatesPage::open(const QString &target) {
    if (target != QLatin1String("new"))
        return DefinitionPage::open(target);
    closeDocument();
    m_isGallery = true;
    choosePage();
    if (auto *first = m_gallery->findChild<QPushButton *>(QStringLiteral("gallery_0")))
        first->setFocus();
}

void TemplatesPage::startFrom(const EmailTemplate &email) {
    EmailTemplate fresh = email;
    fresh.name.clear();
    startNew(toQString(email.name), model::toJson(fresh), !email.name.empty());
}

void TemplatesPage::workspaceChanged() {
    loadFields();
    reload();
    if (hasDocument())
        m_soon.start();
}

void TemplatesPage::imprintChanged() {
    look();
    Q_EMIT touchedWorkspace();
}

void TemplatesPage::put(const EmailTemplate &email) {
    const QScopedValueRollback putting(m_isPutting, true);
    m_email = email;
    m_head->setTexts(toQString(email.subject), toQString(email.preheader));
    m_source->setText(toQString(email.html));
    m_text->setText(toQString(email.text));
}

void TemplatesPage::edit(const QString &what, const EmailTemplate &email, int merge) {
    if (m_isPutting || email == m_email)
        return;
    m_edits.push(new EditCommand<EmailTemplate>(
        what, m_email, email,
        [this](const EmailTemplate &value) {
            put(value);
            m_trial->setEmail(value);
            m_soon.start();
        },
        merge));
}

void TemplatesPage::editPart(const QString &what, std::string EmailTemplate::*part, const QString &text, int merge) {
    EmailTemplate email = m_email;
    email.*part = toUtf8(text);
    edit(what, email, merge);
}

void TemplatesPage::loadFields() {
    inBackground(this, [session = m_session] { return service::SegmentService(*session).vocabulary(); }, [this](Result<service::RuleVocabulary> words) {
        m_hasPeople = words.has_value();
        QList<PickerItem> fields;
        QStringList names;
        if (words)
            for (const auto &field : words->attributes) {
                fields.append({toQString(field.name), plainName(field.name), typeWord(field.type), {}});
                names << toQString(field.name);
            }
        for (const char *own : {"unsubscribe_url", "sender_name", "postal_address", "campaign_name"})
            names << QLatin1String(own);
        m_head->setFields(fields);
        m_source->setFields(names);
        m_text->setFields(names);
    });
}

void TemplatesPage::look() {
    if (!hasDocument())
        return;
    m_isLooking = true;
    m_answer.request(
        [session = m_session, email = m_email, person = m_person](CancelToken cancel) -> Result<Answer> {
            TemplateService service(*session);
            Answer answer;
            answer.findings = service.check(email);
            const bool isBroken = std::any_of(answer.findings.begin(), answer.findings.end(),
                                              [](const FindingView &finding) { return finding.isError && finding.id.rfind("lint.", 0) != 0; });
            if (auto uses = service.fieldUses(email, cancel))
                answer.uses = std::move(*uses);
            if (isBroken)
                return answer;
            auto preview = service.preview(email, person);
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
    QVector<std::pair<int, bool>> lines;
    std::set<std::string> failed;
    for (const FindingView &finding : findings) {
        failed.insert(finding.id.rfind("liquid", 0) == 0 ? "liquid" : finding.id);
        if (finding.line > 0 && (finding.path.empty() || finding.path == "html"))
            lines.append({finding.line, finding.isError});
    }
    m_source->markLines(lines);
    m_imprint->ask(findings);
    m_side->showFindings(findings);
    m_side->showFields(answer.uses, m_email.missing, 0);
    const auto ids = TemplateService::checkIds();
    const auto passed = std::count_if(ids.begin(), ids.end(), [&](const std::string &id) { return failed.count(id) == 0; });
    m_passed->setText(tr("%1 checks passed").arg(passed));
    m_toLook->setText(tr("%1 to look at").arg(findings.size()));
    m_toLook->setAccessibleName(m_toLook->text());
    m_toLook->setVisible(!findings.empty());
    if (answer.error && answer.error->id != "data.no_people")
        say(*answer.error);
    else
        notice()->clear();
    if (!answer.preview)
        return;
    const service::EmailPreview &preview = *answer.preview;
    m_person = preview.personKey;
    m_shownHtml = toQString(preview.html);
    showPreview();
    m_plain->setPlainText(toQString(preview.text));
    m_side->showInbox(preview);
    m_head->setShown(toQString(preview.subject), toQString(preview.preheader));
    m_as->setText(toQString(preview.to.empty() ? preview.personKey : preview.to).left(100));
    m_as->setAccessibleName(tr("Preview as %1").arg(m_as->text()));
    m_as->setMaximumWidth(190);
    m_size->setText(tr("%1 KB of 102 KB").arg(QString::number(double(preview.bytes) / 1024.0, 'f', preview.bytes < 10240 ? 1 : 0)));
    ui::setProperty(m_size, "ink", preview.bytes > kMostBytes ? QStringLiteral("bad") : QString());
}

void TemplatesPage::showPreview() {
    m_paper->setMaximumWidth(m_device->current() == Phone ? kPhoneWide : kDesktopWide);
    m_preview->setHtml(inScheme(m_shownHtml, m_device->current() == Dark));
}

void TemplatesPage::pickPerson() {
    inBackground(this, [session = m_session] { return TemplateService(*session).findPeople({}, kPeopleOffered); },
                 [this](Result<std::vector<std::pair<std::string, std::string>>> people) {
                     if (!people)
                         return say(people.error());
                     QList<PickerItem> items;
                     for (const auto &[key, words] : *people)
                         items.append({toQString(key), toQString(words).left(120), {}, {}});
                     Picker::pickOne(m_as, items, toQString(m_person), [this](const QStringList &ids) {
                         m_person = toUtf8(ids.first());
                         look();
                     });
                 });
}

void TemplatesPage::step(int by) {
    inBackground(this, [session = m_session, person = m_person, by] { return TemplateService(*session).neighbour(person, by); },
                 [this](Result<std::string> person) {
                     if (!person)
                         return say(person.error());
                     m_person = *person;
                     look();
                 });
}

void TemplatesPage::goTo(const QString &part, int line, int column) {
    if (part == QLatin1String("subject") || part == QLatin1String("preheader"))
        return m_head->findChild<QLineEdit *>(part == QLatin1String("subject") ? QStringLiteral("templateSubject") : QStringLiteral("templatePreheader"))->setFocus();
    const bool isText = part == QLatin1String("text");
    m_tabs->setCurrent(isText ? 2 : 1);
    (isText ? m_text : m_source)->goTo(line, column);
}

void TemplatesPage::makePictures(const QVector<qint64> &ids) {
    const std::set<qint64> set(ids.begin(), ids.end());
    std::vector<std::pair<qint64, Json>> wanted;
    for (const auto &one : all())
        if (set.count(one.id) != 0)
            wanted.emplace_back(one.id, one.body);
    m_isPicturing = true;
    inBackground(this,
                 [session = m_session, wanted = std::move(wanted), scale = devicePixelRatioF(), folder = pictureFolder(*m_session)] {
                     QVector<std::pair<qint64, QImage>> pictures;
                     for (const auto &[id, body] : wanted) {
                         const auto email = model::emailTemplateFromJson(body);
                         const auto preview = email ? TemplateService(*session).preview(*email) : Result<service::EmailPreview>(email.error());
                         pictures.append({id, preview ? emailPicture(toQString(preview->html), kListPicture, scale, folder) : QImage()});
                     }
                     return pictures;
                 },
                 [this](const QVector<std::pair<qint64, QImage>> &pictures) {
                     m_isPicturing = false;
                     for (const auto &[id, picture] : pictures)
                         list()->model()->setPicture(id, QPixmap::fromImage(picture));
                 });
}

void TemplatesPage::sendTest() {
    // Asked once, then remembered; the list offers another one.
    const QString known = QSettings().value(QStringLiteral("test/address")).toString();
    QList<PickerItem> items;
    if (!known.isEmpty())
        items.append({known, known, {}, QStringLiteral("mail")});
    Picker::pickMany(m_test, items, {}, [this](const QStringList &addresses) {
        if (!addresses.isEmpty())
            sendTestTo(addresses.first());
    });
}

void TemplatesPage::sendTestTo(const QString &address) {
    m_test->setEnabled(false);
    waitFor(1);
    EmailTemplate email = m_email;
    email.name = toUtf8(name());
    inBackground(this,
                 [session = m_session, email, person = m_person, address = toUtf8(address)] { return TemplateService(*session).sendTest(email, person, address); },
                 [this, address](Result<service::TestReport> report) {
                     m_test->setEnabled(true);
                     waitFor(-1);
                     if (!report)
                         return say(report.error());
                     QSettings().setValue(QStringLiteral("test/address"), address);
                     if (report->isPractice)
                         notice()->say(Tone::Good, tr("Practice mode: nothing left this computer"), tr("The test to %1 was written to %2.").arg(address, toQString(report->path)));
                     else
                         notice()->say(Tone::Good, tr("The test is on its way to %1").arg(address), tr("Amazon took it as %1.").arg(toQString(report->messageId)));
                 });
}

} // namespace audience::ui
