#include "ui/data/import_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using store::DatasetRole;
using store::WriteMode;

static QString roleName(DatasetRole role) {
    switch (role) {
    case DatasetRole::Profiles: return ImportPanel::tr("People");
    case DatasetRole::Events: return ImportPanel::tr("What people did");
    case DatasetRole::Table: break;
    }
    return ImportPanel::tr("A related table");
}

ImportPanel::ImportPanel(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_jobs(jobs), m_look(this) {
    setObjectName(QStringLiteral("importPanel"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *left = new QVBoxLayout;
    left->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    left->setSpacing(space::kMedium);
    m_title = makeLabel({}, "title", this);
    m_found = makeLabel({}, "secondary", this);
    m_found->setObjectName(QStringLiteral("importFound"));
    m_found->setWordWrap(true);
    left->addWidget(m_title);
    left->addWidget(m_found);
    m_notice = new Notice(QStringLiteral("importNotice"), this);
    left->addWidget(m_notice);
    auto *card = makeCard({}, this);
    card->layout()->setContentsMargins(1, 1, 1, 1);
    m_table = new TableModel(this);
    m_view = new TableView(QStringLiteral("importColumns"), tr("Columns of the file"), card);
    m_view->setProperty("role", QStringLiteral("plain"));
    m_view->setModel(m_table);
    card->layout()->addWidget(m_view);
    left->addWidget(card, 2);
    m_rejectsTitle = makeLabel({}, "strong", this);
    left->addWidget(m_rejectsTitle);
    m_rejects = new TableModel(this);
    m_rejectsView = new TableView(QStringLiteral("importRejects"), tr("Rows that were not kept"), this);
    m_rejectsView->setProperty("role", QStringLiteral("plain"));
    m_rejectsView->setModel(m_rejects);
    left->addWidget(m_rejectsView, 1);
    layout->addLayout(left, 1);
    layout->addWidget(makeChoices());
}

QPushButton *ImportPanel::addPick(const char *name, const QString &label, QVBoxLayout *to) {
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(makeLabel(label, "secondary", box));
    auto *button = makeButton(QLatin1String(name), {}, "field", nullptr, box);
    column->addWidget(button);
    to->addWidget(box);
    return button;
}

QWidget *ImportPanel::makeChoices() {
    QFrame *pane = makePane("paneRight", 276, this);
    auto *layout = static_cast<QVBoxLayout *>(pane->layout());
    layout->addWidget(makeLabel(tr("What it becomes"), "strong", pane));
    layout->addWidget(makeLabel(tr("Name"), "secondary", pane));
    m_name = new QLineEdit(pane);
    m_name->setObjectName(QStringLiteral("importName"));
    m_name->setAccessibleName(tr("Name"));
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_spec.name = toUtf8(text.trimmed());
        refresh();
    });
    layout->addWidget(m_name);
    m_role = addPick("importRole", tr("One row is"), layout);
    m_mode = addPick("importMode", tr("Rows that are there already"), layout);
    m_key = addPick("importKey", tr("Recognised by"), layout);
    m_email = addPick("importEmail", tr("Email address"), layout);
    m_consent = addPick("importConsent", tr("Consent to emails"), layout);
    m_profile = addPick("importProfile", tr("Who did it"), layout);
    m_time = addPick("importTime", tr("When"), layout);
    m_nameColumn = addPick("importNameColumn", tr("What they did"), layout);
    m_dates = addPick("importDates", tr("03/04/2026 is"), layout);
    layout->addStretch(1);
    m_import = makeButton(QStringLiteral("importStart"), tr("Import"), "primary", "download", pane);
    m_cancel = makeButton(QStringLiteral("importClose"), tr("Leave it"), "quiet", nullptr, pane);
    layout->addWidget(m_import);
    layout->addWidget(m_cancel);
    connect(m_import, &QPushButton::clicked, this, &ImportPanel::start);
    connect(m_cancel, &QPushButton::clicked, this, &ImportPanel::closed);
    connect(m_role, &QPushButton::clicked, this, [this] {
        QList<PickerItem> items;
        for (const DatasetRole role : {DatasetRole::Profiles, DatasetRole::Events, DatasetRole::Table})
            items.append({QString::number(int(role)), roleName(role), {}, {}});
        Picker::pickOne(m_role, items, QString::number(int(m_spec.role)), [this](const QStringList &ids) {
            m_spec.role = static_cast<DatasetRole>(ids.first().toInt());
            refresh();
        });
    });
    connect(m_mode, &QPushButton::clicked, this, [this] {
        const QList<PickerItem> items{{QString::number(int(WriteMode::Append)), tr("Stay; add the new ones"), {}, {}},
                                      {QString::number(int(WriteMode::Upsert)), tr("Are brought up to date"), {}, {}},
                                      {QString::number(int(WriteMode::Replace)), tr("Go; the file is everything"), {}, {}}};
        Picker::pickOne(m_mode, items, QString::number(int(m_spec.mode)), [this](const QStringList &ids) {
            m_spec.mode = static_cast<WriteMode>(ids.first().toInt());
            refresh();
        });
    });
    const auto column = [this](QPushButton *button, std::string *field, bool mayBeNone) {
        connect(button, &QPushButton::clicked, this, [this, button, field, mayBeNone] { pickColumn(button, field, mayBeNone); });
    };
    column(m_key, &m_spec.key, true);
    column(m_email, &m_spec.email, true);
    column(m_consent, &m_spec.consent, true);
    column(m_profile, &m_spec.profile, false);
    column(m_time, &m_spec.time, false);
    column(m_nameColumn, &m_spec.nameColumn, true);
    connect(m_dates, &QPushButton::clicked, this, [this] {
        const QList<PickerItem> items{{QStringLiteral("dmy"), tr("3 April (day first)"), {}, {}}, {QStringLiteral("mdy"), tr("4 March (month first)"), {}, {}}};
        Picker::pickOne(m_dates, items, {}, [this](const QStringList &ids) {
            m_spec.dates = ingest::dateOrderFromText(toUtf8(ids.first()));
            refresh();
        });
    });
    return pane;
}

void ImportPanel::open(const QString &path, const std::vector<service::DatasetView> &datasets) {
    m_datasets = datasets;
    m_spec = {};
    m_spec.path = toUtf8(path);
    m_spec.name = toUtf8(QFileInfo(path).completeBaseName());
    m_hasPreview = m_isDone = false;
    m_notice->clear();
    m_title->setText(tr("Import %1").arg(QFileInfo(path).fileName()));
    m_found->setText(tr("Looking at the file…"));
    m_table->setRows({}, {});
    m_rejectsTitle->hide();
    m_rejectsView->hide();
    look();
    refresh();
    m_name->setFocus();
}

void ImportPanel::look() {
    m_isBusy = true;
    m_look.request([session = m_session, path = m_spec.path](CancelToken) { return service::DataService(*session).inspect(path); },
                   [this](Result<ingest::Preview> preview) {
                       m_isBusy = false;
                       if (!preview) {
                           m_found->setText({});
                           m_notice->say(Tone::Bad, sentence(preview.error()), {});
                           return refresh();
                       }
                       show(*preview);
                   });
}

void ImportPanel::show(const ingest::Preview &preview) {
    m_preview = preview;
    m_hasPreview = true;
    // What the columns say it is: with a name and a time it is what people did; with an address, people.
    const bool hasPeople = std::any_of(m_datasets.begin(), m_datasets.end(), [](const auto &one) { return one.role == "profiles"; });
    if (!preview.time.empty() && !preview.eventName.empty())
        m_spec.role = DatasetRole::Events;
    else if (!preview.email.empty() || !hasPeople)
        m_spec.role = DatasetRole::Profiles;
    m_spec.key = preview.key;
    m_spec.email = preview.email;
    m_spec.consent = preview.consent;
    m_spec.time = preview.time;
    m_spec.nameColumn = preview.eventName;
    for (const auto &dataset : m_datasets) {
        if (dataset.role == "profiles")
            for (const auto &field : preview.fields)
                if (field.field.name == dataset.keyField)
                    m_spec.profile = field.field.name;
        if (dataset.name == m_spec.name)
            m_spec.mode = WriteMode::Upsert;
    }
    TableRows rows;
    for (const auto &field : preview.fields) {
        QStringList examples;
        for (const std::string &sample : field.samples)
            examples << toQString(sample);
        rows.append({toQString(field.field.name), typeWord(engine::toText(field.field.type)), field.nulls > 0 ? formatNumber(field.nulls) : QString(),
                     field.unique ? tr("yes") : QString(), examples.join(QStringLiteral(", "))});
    }
    QVector<TableColumn> columns{{tr("Column")}, {tr("Read as")}, {tr("Empty"), true}, {tr("All different")}, {tr("Examples")}};
    columns[1].quiet = columns[4].quiet = true;
    m_table->setRows(columns, rows);
    m_view->fitColumns(300);
    QStringList found;
    found << (preview.wholeFile ? tr("%1 rows").arg(formatNumber(preview.estimatedRows)) : tr("about %1 rows").arg(formatNumber(preview.estimatedRows)));
    found << tr("%1 columns").arg(preview.fields.size());
    found << tr("divided by %1").arg(toQString(ingest::delimiterName(preview.dialect.delimiter)));
    if (preview.irregularRows > 0)
        found << tr("%1 rows have another number of fields and would not be kept").arg(formatNumber(preview.irregularRows));
    m_found->setText(found.join(QStringLiteral(" · ")));
    QStringList remarks;
    for (const auto &finding : preview.findings)
        remarks << sentence(finding.id, finding.args);
    if (!remarks.isEmpty())
        m_notice->say(Tone::Warning, remarks.first(), remarks.mid(1).join(QLatin1Char('\n')));
    refresh();
}

void ImportPanel::pickColumn(QPushButton *button, std::string *field, bool mayBeNone) {
    QList<PickerItem> items;
    if (mayBeNone)
        items.append({QStringLiteral("\t"), tr("None"), {}, {}});
    for (const auto &one : m_preview.fields)
        items.append({toQString(one.field.name), toQString(one.field.name), typeWord(engine::toText(one.field.type)), {}});
    Picker::pickOne(button, items, toQString(*field), [this, field](const QStringList &ids) {
        *field = ids.first() == QLatin1String("\t") ? std::string() : toUtf8(ids.first());
        refresh();
    });
}

void ImportPanel::refresh() {
    if (m_name->text().trimmed() != toQString(m_spec.name))
        m_name->setText(toQString(m_spec.name));
    const bool people = m_spec.role == DatasetRole::Profiles, events = m_spec.role == DatasetRole::Events;
    const bool exists = std::any_of(m_datasets.begin(), m_datasets.end(), [this](const auto &one) { return one.name == m_spec.name; });
    m_role->setText(m_spec.role == DatasetRole::Profiles ? tr("a person") : events ? tr("something people did") : tr("something else"));
    m_mode->setText(m_spec.mode == WriteMode::Append ? tr("Stay; add the new ones") : m_spec.mode == WriteMode::Upsert ? tr("Are brought up to date") : tr("Go; the file is everything"));
    const auto put = [](QPushButton *button, const std::string &column, bool isThere) {
        button->setText(column.empty() ? tr("choose…") : toQString(column));
        button->parentWidget()->setVisible(isThere);
    };
    m_mode->parentWidget()->setVisible(exists);
    put(m_key, m_spec.key, !events);
    put(m_email, m_spec.email, people);
    put(m_consent, m_spec.consent, people);
    if (m_spec.email.empty())
        m_email->setText(tr("none"));
    if (m_spec.consent.empty())
        m_consent->setText(tr("none; asked when you send"));
    put(m_profile, m_spec.profile, events);
    put(m_time, m_spec.time, events);
    put(m_nameColumn, m_spec.nameColumn, events);
    if (m_spec.nameColumn.empty())
        m_nameColumn->setText(tr("always the name above"));
    const bool ambiguous = !m_preview.ambiguousDates.empty() && m_hasPreview;
    m_dates->parentWidget()->setVisible(ambiguous);
    m_dates->setText(!m_spec.dates ? tr("choose…") : *m_spec.dates == ingest::DateOrder::Dmy ? tr("3 April (day first)") : tr("4 March (month first)"));
    const bool complete = !m_spec.name.empty() && (!people || !m_spec.key.empty()) && (!events || (!m_spec.profile.empty() && !m_spec.time.empty())) &&
                          (!ambiguous || m_spec.dates);
    m_import->setEnabled(m_hasPreview && complete && !m_isBusy && !m_isDone);
    m_import->setVisible(!m_isDone);
    m_import->setText(m_hasPreview ? tr("Import %1 rows").arg(formatNumber(m_preview.estimatedRows)) : tr("Import"));
    m_cancel->setText(m_isDone ? tr("Done") : tr("Leave it"));
}

void ImportPanel::start() {
    ingest::ImportSpec spec = m_spec;
    if (spec.role == DatasetRole::Events) {
        spec.key.clear();
        spec.email.clear();
        spec.consent.clear();
        if (spec.nameColumn.empty())
            spec.eventName = spec.name;
    } else {
        spec.profile.clear();
        spec.time.clear();
        spec.nameColumn.clear();
    }
    if (spec.role != DatasetRole::Profiles) {
        spec.email.clear();
        spec.consent.clear();
    }
    m_isBusy = true;
    m_notice->clear();
    m_found->setText(tr("Importing… The tray at the left shows how far it is and can stop it."));
    refresh();
    m_jobs->start(
        tr("Importing %1").arg(toQString(spec.name)), this,
        [session = m_session, spec](Progress *progress, CancelToken cancel) { return service::DataService(*session).importFile(spec, progress, cancel); },
        [this](Result<ingest::ImportReport> report) {
            m_isBusy = false;
            if (!report) {
                m_found->setText(tr("Nothing was changed."));
                m_notice->say(Tone::Bad, sentence(report.error()), {});
                return refresh();
            }
            m_isDone = true;
            showReport(*report);
            refresh();
        });
}

void ImportPanel::showReport(const ingest::ImportReport &report) {
    m_found->setText({});
    const QString kept = tr("%1 rows kept").arg(formatNumber(report.kept));
    QStringList more;
    if (report.rejected > 0)
        more << tr("%1 rows were not kept; the first of them are below").arg(formatNumber(report.rejected));
    if (report.duplicates > 0)
        more << tr("%1 rows stood for somebody already in the file").arg(formatNumber(report.duplicates));
    if (report.replaced > 0)
        more << tr("%1 were brought up to date").arg(formatNumber(report.replaced));
    if (report.consented > 0)
        more << tr("%1 consents recorded").arg(formatNumber(report.consented));
    more << tr("%1 s").arg(report.seconds, 0, 'f', 1);
    m_notice->say(report.rejected > 0 ? Tone::Warning : Tone::Good, kept, more.join(QStringLiteral(" · ")));
    TableRows rows;
    for (const auto &reject : report.rejects)
        rows.append({formatNumber(reject.row), hasSentence(reject.reason) ? sentence(reject.reason, {{"column", reject.column}}) : plainName(reject.reason),
                     toQString(reject.column), toQString(reject.raw)});
    m_rejectsTitle->setText(tr("Rows that were not kept"));
    m_rejectsTitle->setVisible(!rows.isEmpty());
    m_rejectsView->setVisible(!rows.isEmpty());
    m_rejects->setRows({{tr("Row"), true}, {tr("Why")}, {tr("Column")}, {tr("As it stands")}}, rows);
    m_rejectsView->fitColumns(360);
    Q_EMIT imported(toQString(m_spec.name), tr("%1: %2").arg(toQString(m_spec.name), kept));
}

} // namespace audience::ui
