#include "ui/templates/templates_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/side_list.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/source_editor.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using model::EmailTemplate;
using service::TemplateService;
using service::TemplateView;

namespace {

// Gmail cuts what is longer.
constexpr std::size_t kMostBytes = 102 * 1024;
// How many kinds of finding the checks look for; those not found have passed.
constexpr int kChecks = 16;
constexpr int kPeopleOffered = 50;
enum Merge { MergeSubject = 1, MergePreheader, MergeHtml, MergeText, MergeName };

const char *const kNewHtml = "<p>Hello {{ first_name | default: \"there\" }},</p>\n\n<p></p>\n\n"
                             "<p><small>{{ postal_address }} · <a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></small></p>\n";

} // namespace

TemplatesPage::TemplatesPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_latest(this), m_answer(this) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_list = new SideList(tr("Templates"), QStringLiteral("templateList"), this);
    m_list->allowAdd(tr("New template"));
    connect(m_list, &SideList::itemChosen, this, &TemplatesPage::open);
    connect(m_list, &SideList::addWanted, this, [this] { open(QStringLiteral("new")); });
    layout->addWidget(m_list);
    m_pages = new QStackedWidget(this);
    layout->addWidget(m_pages, 1);
    auto *work = new QWidget(m_pages);
    auto *workRow = new QHBoxLayout(work);
    workRow->setContentsMargins(0, 0, 0, 0);
    workRow->setSpacing(0);
    auto *middle = new QWidget(work);
    buildMiddle(middle);
    workRow->addWidget(middle, 1);
    workRow->addWidget(makeFindingsPane());
    m_pages->addWidget(work);
    auto *empty = new EmptyState(QStringLiteral("mail"), tr("No templates yet"),
                                 tr("A template is one email with places for the name, the city and whatever else you know of a person."),
                                 tr("New template"), m_pages);
    connect(empty->button(), &QPushButton::clicked, this, [this] { open(QStringLiteral("new")); });
    m_pages->addWidget(empty);

    m_saved = makeChip({});
    m_saved->setParent(this);
    m_undo = makeTool(QStringLiteral("templateUndo"), tr("Undo"), "undo-2", this);
    m_redo = makeTool(QStringLiteral("templateRedo"), tr("Redo"), "redo-2", this);
    m_remove = makeTool(QStringLiteral("templateRemove"), tr("Remove this template"), "trash-2", this);
    m_save = makeButton(QStringLiteral("templateSave"), tr("Save template"), "primary", "check", this);
    m_saved->hide();
    for (QWidget *action : actions())
        action->hide();
    connect(m_undo, &QToolButton::clicked, &m_undoStack, &QUndoStack::undo);
    connect(m_redo, &QToolButton::clicked, &m_undoStack, &QUndoStack::redo);
    connect(m_remove, &QToolButton::clicked, this, &TemplatesPage::removeCurrent);
    connect(m_save, &QPushButton::clicked, this, &TemplatesPage::save);
    connect(&m_undoStack, &QUndoStack::indexChanged, this, &TemplatesPage::refreshState);
    auto *saveKey = new QShortcut(QKeySequence::Save, this);
    saveKey->setContext(Qt::WidgetWithChildrenShortcut);
    connect(saveKey, &QShortcut::activated, this, &TemplatesPage::save);
    m_soon.setSingleShot(true);
    m_soon.setInterval(150);
    connect(&m_soon, &QTimer::timeout, this, &TemplatesPage::look);
    refreshState();
    reload();
}

TemplatesPage::~TemplatesPage() {
    m_undoStack.disconnect(this);
}

void TemplatesPage::buildMiddle(QWidget *middle) {
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_tabs = new TabRow(QStringLiteral("templateTabs"), middle);
    m_tabs->addTab(QStringLiteral("tabPreview"), tr("Preview"));
    m_tabs->addTab(QStringLiteral("tabSource"), tr("Source"));
    m_tabs->addTab(QStringLiteral("tabPlain"), tr("Plain text"));
    m_tabs->tail()->addWidget(makeLabel(tr("Preview as"), "secondary", m_tabs));
    m_as = makeButton(QStringLiteral("previewAs"), tr("The first person"), "field", "user", m_tabs);
    connect(m_as, &QPushButton::clicked, this, &TemplatesPage::pickPerson);
    m_tabs->tail()->addWidget(m_as);
    layout->addWidget(m_tabs);
    layout->addWidget(makeFields(middle));
    m_notice = new Notice(QStringLiteral("templateNotice"), middle);
    layout->addWidget(m_notice);
    m_stack = new QStackedWidget(middle);
    auto *paper = new QWidget(m_stack);
    auto *paperLayout = new QVBoxLayout(paper);
    paperLayout->setContentsMargins(space::kPage, space::kPage, space::kPage, 0);
    m_preview = new EmailPreview(paper);
    paperLayout->addWidget(m_preview);
    m_stack->addWidget(paper);
    m_source = new SourceEditor(QStringLiteral("templateSource"), tr("Source of the email"), true, m_stack);
    m_stack->addWidget(m_source);
    auto *plain = new QWidget(m_stack);
    auto *plainLayout = new QVBoxLayout(plain);
    plainLayout->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kMedium);
    plainLayout->addWidget(makeLabel(tr("For mail programs without HTML. Left empty, it is made from the email; below is what goes out."), "secondary", plain));
    m_text = new SourceEditor(QStringLiteral("templateText"), tr("Plain text of the email"), false, plain);
    plainLayout->addWidget(m_text, 1);
    m_plain = new QPlainTextEdit(plain);
    m_plain->setObjectName(QStringLiteral("plainPreview"));
    m_plain->setAccessibleName(tr("Plain text as it goes out"));
    m_plain->setReadOnly(true);
    m_plain->setTabChangesFocus(true);
    m_plain->setFont(Theme::instance().font(TypeRole::Mono));
    plainLayout->addWidget(m_plain, 1);
    m_stack->addWidget(plain);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &TabRow::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    layout->addWidget(makeFoot(middle));
    connect(m_source, &SourceEditor::textChanged, this, [this] {
        EmailTemplate email = m_current.email;
        email.html = toUtf8(m_source->text());
        edit(tr("Change the source"), email, MergeHtml);
    });
    connect(m_text, &SourceEditor::textChanged, this, [this] {
        EmailTemplate email = m_current.email;
        email.text = toUtf8(m_text->text());
        edit(tr("Change the plain text"), email, MergeText);
    });
}

QWidget *TemplatesPage::makeFields(QWidget *parent) {
    auto *bar = new QFrame(parent);
    bar->setProperty("role", QStringLiteral("tabRow"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::kPage, 5, space::kPage, 5);
    row->setSpacing(space::kSmall);
    const auto add = [&](const char *objectName, const QString &label, int stretch) {
        row->addWidget(makeLabel(label, "secondary", bar));
        auto *edit = new QLineEdit(bar);
        edit->setObjectName(QLatin1String(objectName));
        edit->setAccessibleName(label);
        row->addWidget(edit, stretch);
        return edit;
    };
    m_name = add("templateName", tr("Name"), 2);
    m_subject = add("templateSubject", tr("Subject"), 4);
    m_preheader = add("templatePreheader", tr("Preheader"), 3);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        EmailTemplate email = m_current.email;
        email.name = toUtf8(text.trimmed());
        edit(tr("Change the name"), email, MergeName);
        Q_EMIT headerChanged();
    });
    connect(m_subject, &QLineEdit::textEdited, this, [this](const QString &text) {
        EmailTemplate email = m_current.email;
        email.subject = toUtf8(text);
        edit(tr("Change the subject"), email, MergeSubject);
    });
    connect(m_preheader, &QLineEdit::textEdited, this, [this](const QString &text) {
        EmailTemplate email = m_current.email;
        email.preheader = toUtf8(text);
        edit(tr("Change the preheader"), email, MergePreheader);
    });
    return bar;
}

QWidget *TemplatesPage::makeFoot(QWidget *parent) {
    auto *foot = new QFrame(parent);
    foot->setProperty("role", QStringLiteral("footer"));
    foot->setFixedHeight(36);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(6);
    row->addWidget(makeIcon("circle-check", Tone::Good, 16, foot));
    m_passed = makeLabel({}, "good", foot);
    m_passed->setObjectName(QStringLiteral("checksPassed"));
    row->addWidget(m_passed);
    row->addSpacing(space::kMedium);
    m_toLookIcon = makeIcon("triangle-alert", Tone::Warning, 16, foot);
    row->addWidget(m_toLookIcon);
    m_toLook = makeLabel({}, "warning", foot);
    m_toLook->setObjectName(QStringLiteral("checksToLook"));
    row->addWidget(m_toLook);
    row->addStretch(1);
    m_size = makeLabel({}, "tertiary", foot);
    row->addWidget(m_size);
    return foot;
}

QWidget *TemplatesPage::makeFindingsPane() {
    QFrame *pane = makePane("paneRight", 256, this);
    auto *layout = static_cast<QVBoxLayout *>(pane->layout());
    auto *inbox = new QFrame(pane);
    inbox->setProperty("role", QStringLiteral("field"));
    auto *inboxColumn = new QVBoxLayout(inbox);
    inboxColumn->setContentsMargins(12, 10, 12, 10);
    inboxColumn->setSpacing(3);
    auto *head = makeRow(6);
    head->addWidget(makeIcon("mail-open", Tone::Neutral, 14, inbox));
    head->addWidget(makeLabel(tr("In the inbox"), "tertiary", inbox), 1);
    inboxColumn->addLayout(head);
    m_inboxTo = makeLabel({}, "secondary", inbox);
    m_inboxSubject = makeLabel({}, "strong", inbox);
    m_inboxPreheader = makeLabel({}, "tertiary", inbox);
    for (QLabel *line : {m_inboxTo, m_inboxSubject, m_inboxPreheader}) {
        line->setWordWrap(true);
        inboxColumn->addWidget(line);
    }
    m_inboxTo->setObjectName(QStringLiteral("inboxTo"));
    m_inboxSubject->setObjectName(QStringLiteral("inboxSubject"));
    layout->addWidget(inbox);
    layout->addSpacing(space::kSmall);
    layout->addWidget(makeLabel(tr("To look at"), "strong", pane));
    auto *list = new QWidget;
    m_findings = new QVBoxLayout(list);
    m_findings->setContentsMargins(0, 0, 0, 0);
    m_findings->setSpacing(space::kSmall);
    layout->addWidget(makeScroll(QStringLiteral("findingsScroll"), list, pane), 1);
    return pane;
}

QString TemplatesPage::heading() const {
    return m_current.email.name.empty() ? (m_current.id.isValid() || m_templates.empty() ? title() : tr("New template")) : toQString(m_current.email.name);
}

QList<QWidget *> TemplatesPage::stateChips() {
    return {m_saved};
}

QList<QWidget *> TemplatesPage::actions() {
    return {m_undo, m_redo, m_remove, m_save};
}

QList<PaletteEntry> TemplatesPage::paletteEntries() const {
    QList<PaletteEntry> entries{{tr("New template"), tr("command"), key(), QStringLiteral("new")}};
    for (const TemplateView &one : m_templates)
        entries.append({toQString(one.email.name), tr("template"), key(), QString::number(one.id.value)});
    return entries;
}

bool TemplatesPage::isSettled() const {
    return !m_isLoading && !m_isLooking && !m_soon.isActive() && (!m_preview->isVisible() || m_preview->isRendered());
}

void TemplatesPage::reload() {
    m_isLoading = true;
    m_latest.request([session = m_session](CancelToken) { return TemplateService(*session).list(); },
                     [this](Result<std::vector<TemplateView>> templates) {
                         m_isLoading = false;
                         if (!templates)
                             return m_notice->say(Tone::Bad, sentence(templates.error()), {});
                         m_templates = std::move(*templates);
                         QList<SideItem> items;
                         for (const TemplateView &one : m_templates)
                             items.append({QString::number(one.id.value), toQString(one.email.name), {}, QStringLiteral("mail")});
                         m_list->setItems(items);
                         m_list->choose(QString::number(m_current.id.value));
                         const bool isWriting = !m_undoStack.isClean();
                         m_pages->setCurrentIndex(m_templates.empty() && !isWriting ? 1 : 0);
                         if (const QString wanted = std::exchange(m_wanted, {}); !wanted.isEmpty())
                             open(wanted);
                         else if (!m_current.id.isValid() && !isWriting && !m_templates.empty())
                             show(m_templates.front());
                         else
                             m_soon.start();
                         refreshState();
                     });
    // Whom the preview may be made for: the first people there are.
    inBackground(this, [session = m_session] { return service::SegmentService(*session).members({}, {}, 0, kPeopleOffered); }, [this](Result<service::RowsPage> page) {
            m_people.clear();
            if (!page)
                return;
            for (const auto &row : page->rows) {
                QStringList words;
                for (std::size_t i = 1; i < row.size() && i < 4; ++i)
                    words << toQString(row[i]);
                if (!row.empty())
                    m_people.append({toQString(row.front()), words.isEmpty() ? toQString(row.front()) : words.join(QLatin1Char(' ')), toQString(row.front()), {}});
            }
        });
}

void TemplatesPage::open(const QString &target) {
    if (target == QLatin1String("new")) {
        TemplateView fresh;
        fresh.email.html = kNewHtml;
        show(fresh);
        m_pages->setCurrentIndex(0);
        m_name->setFocus();
        return;
    }
    if (m_isLoading && !target.isEmpty()) {
        m_wanted = target;
        return;
    }
    for (const TemplateView &one : m_templates)
        if (QString::number(one.id.value) == target && !(one.id == m_current.id))
            return show(one);
}

void TemplatesPage::show(const TemplateView &view) {
    if (!m_undoStack.isClean() && m_current.id.isValid()) {
        const TemplateView before = m_current;
        Q_EMIT saidWithUndo(tr("Changes to \"%1\" were not saved").arg(toQString(before.email.name)), [this, before] {
            for (const TemplateView &saved : m_templates)
                if (saved.id == before.id) {
                    m_undoStack.setClean();
                    show(saved);
                    edit(tr("Changes of before"), before.email, -1);
                }
        });
    }
    m_undoStack.clear();
    m_current = view;
    m_notice->clear();
    put(view.email);
    m_list->choose(QString::number(view.id.value));
    refreshState();
    m_soon.start(0);
    Q_EMIT headerChanged();
}

void TemplatesPage::put(const EmailTemplate &email) {
    const QScopedValueRollback putting(m_isPutting, true);
    m_current.email = email;
    const auto set = [](QLineEdit *edit, const std::string &text) {
        if (toUtf8(edit->text()) != text) {
            edit->setText(toQString(text));
            edit->setCursorPosition(0);
        }
    };
    if (toUtf8(m_name->text().trimmed()) != email.name)
        m_name->setText(toQString(email.name));
    set(m_subject, email.subject);
    set(m_preheader, email.preheader);
    m_source->setText(toQString(email.html));
    m_text->setText(toQString(email.text));
}

void TemplatesPage::edit(const QString &what, const EmailTemplate &email, int merge) {
    if (m_isPutting || email == m_current.email)
        return;
    m_undoStack.push(new EditCommand<EmailTemplate>(
        what, m_current.email, email,
        [this](const EmailTemplate &value) {
            put(value);
            m_soon.start();
        },
        merge));
}

void TemplatesPage::look() {
    m_isLooking = true;
    m_answer.request(
        [session = m_session, email = m_current.email, person = m_person](CancelToken) -> Result<Answer> {
            TemplateService service(*session);
            Answer answer;
            answer.findings = service.check(email);
            const bool broken = std::any_of(answer.findings.begin(), answer.findings.end(), [](const auto &finding) { return finding.isError; });
            if (broken)
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
    std::vector<service::FindingView> findings = answer.findings;
    if (answer.preview)
        for (const auto &finding : answer.preview->findings) {
            const bool known = std::any_of(findings.begin(), findings.end(), [&](const auto &one) { return one.id == finding.id; });
            if (!known)
                findings.push_back(finding);
        }
    clearLayout(m_findings);
    QVector<std::pair<int, bool>> lines;
    for (const auto &finding : findings) {
        auto *row = makeRow();
        const Tone tone = finding.isError ? Tone::Bad : Tone::Warning;
        row->addWidget(makeIcon(finding.isError ? "circle-alert" : "triangle-alert", tone, 16, this), 0, Qt::AlignTop);
        auto *words = makeColumn(0);
        auto *text = makeLabel(sentence(finding.id, finding.args), "small", this);
        text->setObjectName(QStringLiteral("finding_") + toQString(finding.id));
        text->setWordWrap(true);
        words->addWidget(text);
        // Lines of the rendered email are not those of the source.
        const bool isOfSource = finding.line > 0 && std::find_if(answer.findings.begin(), answer.findings.end(), [&](const auto &one) { return &one == &finding || (one.id == finding.id && one.line == finding.line); }) != answer.findings.end();
        if (isOfSource) {
            auto *place = makeButton(QStringLiteral("findingPlace"), tr("Line %1").arg(finding.line), "word", nullptr, this);
            connect(place, &QPushButton::clicked, this, [this, line = finding.line, column = finding.column] {
                m_tabs->setCurrent(1);
                m_source->goTo(line, column);
            });
            words->addWidget(place, 0, Qt::AlignLeft);
            if (finding.path.empty() || finding.path == "html")
                lines.append({finding.line, finding.isError});
        }
        row->addLayout(words);
        static_cast<QHBoxLayout *>(row)->setStretchFactor(words, 1);
        m_findings->addLayout(row);
    }
    if (findings.empty()) {
        auto *fine = makeLabel(tr("Nothing. Every check passed."), "secondary", this);
        m_findings->addWidget(fine);
    }
    m_findings->addStretch(1);
    m_source->markLines(lines);
    m_passed->setText(tr("%1 checks passed").arg(std::max<int>(0, kChecks - int(findings.size()))));
    m_toLook->setText(tr("%1 to look at").arg(findings.size()));
    m_toLook->setVisible(!findings.empty());
    m_toLookIcon->setVisible(!findings.empty());
    if (answer.error)
        m_notice->say(Tone::Bad, sentence(*answer.error), {});
    else
        m_notice->clear();
    if (!answer.preview)
        return;
    const service::EmailPreview &preview = *answer.preview;
    m_preview->setHtml(toQString(preview.html));
    m_plain->setPlainText(toQString(preview.text));
    m_inboxTo->setText(preview.to.empty() ? tr("to somebody without an address") : tr("to %1").arg(toQString(preview.to)));
    m_inboxSubject->setText(toQString(preview.subject));
    m_inboxPreheader->setText(toQString(preview.preheader));
    m_as->setText(fontMetrics().elidedText(toQString(preview.to.empty() ? preview.personKey : preview.to), Qt::ElideMiddle, 170));
    m_size->setText(tr("%1 KB of 102 KB").arg(QString::number(double(preview.bytes) / 1024.0, 'f', preview.bytes < 10240 ? 1 : 0)));
    ui::setProperty(m_size, "ink", preview.bytes > kMostBytes ? QStringLiteral("bad") : QString());
}

void TemplatesPage::pickPerson() {
    Picker::pickOne(m_as, m_people, toQString(m_person), [this](const QStringList &ids) {
        m_person = toUtf8(ids.first());
        look();
    });
}

void TemplatesPage::save() {
    inBackground(this, [session = m_session, view = m_current] { return TemplateService(*session).save(view); }, [this](Result<TemplateView> saved) {
        if (!saved) {
            m_notice->say(Tone::Bad, sentence(saved.error()), {});
            if (m_current.email.name.empty())
                m_name->setFocus();
            return;
        }
        m_current.id = saved->id;
        m_current.revision = saved->revision;
        m_undoStack.setClean();
        refreshState();
        Q_EMIT said(tr("Template \"%1\" saved").arg(toQString(saved->email.name)));
        Q_EMIT touchedWorkspace();
        reload();
    });
}

void TemplatesPage::removeCurrent() {
    const TemplateView removed = m_current;
    inBackground(this, [session = m_session, id = removed.id] { return TemplateService(*session).remove(id); }, [this, removed](Result<void> done) {
        if (!done)
            return m_notice->say(Tone::Bad, sentence(done.error()), {});
        m_current = {};
        m_undoStack.clear();
        reload();
        Q_EMIT touchedWorkspace();
        Q_EMIT saidWithUndo(tr("Template \"%1\" removed").arg(toQString(removed.email.name)), [this, removed] {
            TemplateView again;
            again.email = removed.email;
            show(again);
            save();
        });
    });
}

void TemplatesPage::refreshState() {
    m_undo->setEnabled(m_undoStack.canUndo());
    m_redo->setEnabled(m_undoStack.canRedo());
    const bool isChanged = !m_undoStack.isClean() || !m_current.id.isValid();
    const bool isThere = m_pages->currentIndex() == 0;
    m_save->setEnabled(isChanged);
    for (QWidget *action : {static_cast<QWidget *>(m_undo), static_cast<QWidget *>(m_redo), static_cast<QWidget *>(m_save)})
        action->setProperty("absent", !isThere);
    m_remove->setProperty("absent", !isThere || !m_current.id.isValid());
    setChip(m_saved, !isThere ? QString() : isChanged ? tr("Not saved yet") : tr("Saved"), isChanged ? Tone::Warning : Tone::Good);
    Q_EMIT headerChanged();
}

} // namespace audience::ui
