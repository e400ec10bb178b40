#include "ui/segments/lists_card.h"

#include "qbase/convert.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/people/member_opener.h"
#include "ui/segments/group_words.h"
#include "ui/segments/set_card.h"
#include "ui/text/words.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace audience::ui {

using service::ListChanged;
using service::ListService;
using service::SegmentService;

namespace {

constexpr char kFromSegment[] = "segment:"; // of KeyList::source

QString sourceWords(const std::string &source) {
    const QString words = toQString(source);
    if (words == QLatin1String("pasted"))
        return ListsCard::tr("pasted");
    return words.startsWith(QLatin1String(kFromSegment)) ? ListsCard::tr("the segment %1").arg(words.mid(int(sizeof(kFromSegment)) - 1)) : words;
}

model::SegmentRule onList(const std::string &id) {
    model::SegmentRule rule;
    rule.root = model::conditionNode(Json{{"type", "list"}, {"id", id}});
    return rule;
}

} // namespace

ListsCard::ListsCard(std::shared_ptr<service::Session> session, MemberOpener *people, QWidget *parent)
    : QObject(parent), m_session(std::move(session)), m_people(people), m_described(this) {
    m_card = new SetCard(QStringLiteral("lists"), tr("Lists"),
                         tr("People kept by name, whatever the data say later: from a file, or from a segment as it is today. Rules can ask who is on one."), parent);
    auto *file = makeButton(QStringLiteral("listsFromFile"), tr("From a file…"), "", "upload", m_card);
    auto *segment = makeButton(QStringLiteral("listsFromSegment"), tr("From a segment…"), "quiet", "users", m_card);
    m_card->head()->addWidget(file);
    m_card->head()->addWidget(segment);
    connect(file, &QPushButton::clicked, this, [this] {
        m_replaces.clear();
        askForFile();
    });
    connect(segment, &QPushButton::clicked, this, [this, segment] { chooseSegment(segment); });
    const auto act = [this](const char *name, const QString &words, const char *iconName, auto what) {
        auto *button = makeButton(QLatin1String(name), words, "quiet", iconName, m_card);
        m_card->acts()->addWidget(button);
        connect(button, &QPushButton::clicked, this, what);
    };
    act("listsPeople", tr("Who they are"), "users", [this] { openPeople(m_card->chosen()); });
    act("listsDescribe", tr("Describe as a rule"), "sparkles", [this] { describe(m_card->chosen()); });
    act("listsReplace", tr("Replace from a file…"), "upload", [this] {
        m_replaces = m_card->nameOf(m_card->chosen());
        askForFile();
    });
    act("listsRenameAct", tr("Rename"), "pencil", [this] { m_card->renameInPlace(); });
    act("listsRemove", tr("Remove"), "trash-2", [this] { remove(m_card->chosen()); });
    connect(m_card, &SetCard::opened, this, &ListsCard::openPeople);
    connect(m_card, &SetCard::removeWanted, this, &ListsCard::remove);
    connect(m_card, &SetCard::renameWanted, this, &ListsCard::rename);
}

void ListsCard::reload() {
    ++m_busy;
    inBackground(this, [session = m_session]() -> Result<std::vector<Row>> {
        TRY_ASSIGN(const auto lists, ListService(*session).lists());
        std::vector<Row> rows;
        for (const auto &list : lists) {
            const auto people = SegmentService(*session).size(onList(std::to_string(list.id)));
            rows.push_back({list, people ? *people : -1}); // without people nobody is on it yet
        }
        return rows;
    }, [this](Result<std::vector<Row>> rows) {
        --m_busy;
        if (!rows)
            return m_card->say(rows.error());
        m_card->hush();
        fill(*rows);
    });
}

void ListsCard::fill(const std::vector<Row> &rows) {
    m_rows = rows;
    const ZoneScope here(m_card);
    TableRows table;
    QStringList ids;
    for (const Row &row : rows) {
        const QString people = row.people < 0 ? QString() : formatNumber(row.people);
        const std::int64_t unknown = row.people < 0 ? 0 : row.list.keys - row.people;
        table.append({toQString(row.list.name), people, unknown > 0 ? formatNumber(unknown) : QString(), sourceWords(row.list.source),
                      interfaceLocale().toString(zoned(row.list.changedAt), datePattern(QStringLiteral("d MMM yyyy, HH:mm")))});
        ids << QString::number(row.list.id);
    }
    m_card->setRows({{tr("Name")}, {tr("People"), true}, {tr("Not found"), true, true}, {tr("Comes from"), false, true}, {tr("Changed"), false, true}}, table, ids,
                    tr("There is no list yet."));
}

void ListsCard::askForFile() {
    ui::askForFile(m_card, {m_replaces.isEmpty() ? tr("A list from a file") : tr("Replace the list %1").arg(m_replaces),
                            tr("Tables (*.csv *.tsv *.txt *.xlsx *.jsonl *.gz);;All files (*)"), {}, {}, QStringLiteral("listFile")},
                   [this](const QString &path) { takeFile(path); });
}

void ListsCard::takeFile(const QString &path) {
    m_card->setForm(nullptr); // a new file has a name of its own
    survey(path, {});
}

void ListsCard::survey(const QString &path, const QString &column) {
    ++m_busy;
    inBackground(this, [session = m_session, path = toUtf8(path), column = toUtf8(column)]() -> Result<service::ListSurvey> {
        const ListService lists(*session);
        auto found = lists.survey(path, column);
        if (found || found.error().id != "list.choose_column" || !column.empty())
            return found;
        // None is named like the key: that of the addresses, else the first, until somebody says another.
        const std::string columns(found.error().arg("columns"));
        std::string first, address;
        for (const QString &one : toQString(columns).split(QStringLiteral(", "))) {
            first = first.empty() ? toUtf8(one) : first;
            if (address.empty() && one.contains(QLatin1String("mail"), Qt::CaseInsensitive))
                address = toUtf8(one);
        }
        return lists.survey(path, address.empty() ? first : address);
    }, [this, path](Result<service::ListSurvey> found) {
        --m_busy;
        if (!found)
            return m_card->say(found.error());
        m_card->hush();
        showFindings(path, *found);
    });
}

// What was found, before anything is kept.
void ListsCard::showFindings(const QString &path, const service::ListSurvey &found) {
    QString name = m_replaces.isEmpty() ? QFileInfo(path).completeBaseName().replace(QLatin1Char('_'), QLatin1Char(' ')) : m_replaces;
    if (const auto *before = m_card->form() ? m_card->form()->findChild<QLineEdit *>(QStringLiteral("listName")) : nullptr)
        name = before->text(); // another column of the same file
    auto *form = new FormGrid(m_card);
    form->setObjectName(QStringLiteral("listForm"));
    form->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, 0);
    QStringList facts{tr("%Ln people found", nullptr, int(found.people))};
    if (found.notFound > 0)
        facts << tr("%Ln entries belong to nobody", nullptr, int(found.notFound));
    if (found.read > found.keys)
        facts << tr("%Ln repeated", nullptr, int(found.read - found.keys));
    QStringList missing;
    for (const std::string &one : found.missing)
        missing << toQString(one).left(60);
    auto *said = makeLabel(facts.join(QStringLiteral(" · ")), "strong", form);
    said->setObjectName(QStringLiteral("listFacts"));
    said->setWordWrap(true);
    said->setToolTip(path);
    form->addRow(tr("In the file"), said, missing.isEmpty() ? QString() : tr("Nobody is known as %1").arg(missing.join(QStringLiteral(", "))));
    auto *column = makeButton(QStringLiteral("listColumn"), toQString(found.column), "value", nullptr, form);
    column->setAccessibleName(tr("The column with the people: %1").arg(toQString(found.column)));
    connect(column, &QPushButton::clicked, this, [this, column, path, found] {
        QList<PickerItem> columns;
        for (const std::string &one : found.columns)
            columns.append({toQString(one), toQString(one), {}, {}});
        Picker::pickOne(column, columns, toQString(found.column), [this, path](const QStringList &ids) { survey(path, ids.first()); });
    });
    if (found.columns.size() > 1)
        form->addRow(tr("People stand in"), column, found.byAddress ? tr("Email addresses; they stand for the people who have them.") : QString());
    else
        column->hide();
    auto *edit = new QLineEdit(name, form);
    edit->setObjectName(QStringLiteral("listName"));
    edit->setMaxLength(200);
    form->addRow(tr("Name of the list"), edit);
    auto *row = makeRow();
    auto *keep = makeButton(QStringLiteral("listKeep"), m_replaces.isEmpty() ? tr("Keep as a list") : tr("Replace the list"), "primary", "check", form);
    auto *leave = makeButton(QStringLiteral("listLeave"), tr("Leave it"), "quiet", nullptr, form);
    row->addWidget(keep);
    row->addWidget(leave);
    static_cast<QHBoxLayout *>(row)->addStretch(1);
    form->addRow(QString(), row);
    connect(keep, &QPushButton::clicked, this, [this, path, edit, used = toQString(found.columns.size() > 1 ? found.column : std::string())] {
        keepFile(path, used, edit->text().simplified());
    });
    connect(edit, &QLineEdit::returnPressed, keep, &QPushButton::click);
    connect(leave, &QPushButton::clicked, this, [this] { m_card->setForm(nullptr); });
    m_card->setForm(form);
    edit->setFocus();
    edit->selectAll();
}

void ListsCard::run(std::function<Result<ListChanged>()> work, std::function<void(const ListChanged &)> done) {
    ++m_busy;
    inBackground(this, std::move(work), [this, done = std::move(done)](Result<ListChanged> changed) {
        --m_busy;
        if (!changed && !m_card->isVisible())
            return Q_EMIT failed(changed.error());
        if (!changed)
            return m_card->say(changed.error());
        m_card->hush();
        done(*changed);
        reload();
        Q_EMIT this->changed();
    });
}

void ListsCard::keepFile(const QString &path, const QString &column, const QString &name) {
    run([session = m_session, path = toUtf8(path), column = toUtf8(column), name = toUtf8(name)] { return ListService(*session).importFile(name, path, column); },
        [this](const ListChanged &kept) {
            m_replaces.clear();
            m_card->setForm(nullptr);
            Q_EMIT saidWithUndo(kept.isNew ? tr("\"%1\" is a list now").arg(toQString(kept.list.name)) : tr("\"%1\" was replaced").arg(toQString(kept.list.name)),
                                [this, id = kept.list.id, isNew = kept.isNew] { takeBack(id, isNew); });
        });
}

void ListsCard::chooseSegment(QWidget *anchor) {
    ++m_busy;
    inBackground(this, [session = m_session] { return SegmentService(*session).list(); }, [this, anchor = QPointer<QWidget>(anchor)](Result<std::vector<service::SegmentView>> all) {
        --m_busy;
        if (!all)
            return m_card->say(all.error());
        if (!anchor)
            return;
        QList<PickerItem> items;
        for (const auto &one : *all)
            items.append({QString::number(one.id.value), toQString(one.name).left(100), {}, QStringLiteral("users")});
        Picker::pickOne(anchor, items, {}, [this, all = *all](const QStringList &ids) {
            for (const auto &one : all)
                if (QString::number(one.id.value) == ids.first())
                    keepSegment(one);
        });
    });
}

void ListsCard::keepSegment(const service::SegmentView &segment) {
    const ZoneScope here(m_card);
    // A list of another day is another list.
    const QString name = tr("%1, %2").arg(toQString(segment.name), interfaceLocale().toString(zonedToday(), datePattern(QStringLiteral("d MMM yyyy"))));
    run([session = m_session, segment, name = toUtf8(name)] { return ListService(*session).keep(name, segment.rule, kFromSegment + segment.name); },
        [this](const ListChanged &kept) {
            Q_EMIT saidWithUndo(tr("%Ln people are kept as \"%1\"", nullptr, int(kept.list.keys)).arg(toQString(kept.list.name)),
                                [this, id = kept.list.id, isNew = kept.isNew] { takeBack(id, isNew); });
        });
}

void ListsCard::rename(const QString &id, const QString &name) {
    const QString before = m_card->nameOf(id);
    run([session = m_session, id = id.toLongLong(), name = toUtf8(name)]() -> Result<ListChanged> {
        TRY_ASSIGN(auto list, ListService(*session).rename(id, name));
        return ListChanged{std::move(list), 0, 0, false};
    }, [this, id, before, name](const ListChanged &) {
        Q_EMIT saidWithUndo(tr("\"%1\" is called \"%2\" now").arg(before, name), [this, id, before] { rename(id, before); });
    });
}

void ListsCard::remove(const QString &id) {
    if (id.isEmpty())
        return;
    run([session = m_session, id = id.toLongLong()]() -> Result<ListChanged> {
        TRY(ListService(*session).remove(id));
        return ListChanged{};
    }, [this, id, name = m_card->nameOf(id)](const ListChanged &) {
        Q_EMIT saidWithUndo(tr("The list \"%1\" was removed").arg(name), [this, id] { takeBack(id.toLongLong(), false); });
    });
}

void ListsCard::takeBack(std::int64_t id, bool isNew) {
    run([session = m_session, id, isNew]() -> Result<ListChanged> {
        ListChanged back;
        if (isNew) {
            TRY(ListService(*session).remove(id));
        } else {
            TRY_ASSIGN(back.list, ListService(*session).undo(id));
        }
        return back;
    }, [](const ListChanged &) {});
}

void ListsCard::openPeople(const QString &id) {
    if (!id.isEmpty())
        m_people->open(m_card->nameOf(id), {}, [rule = onList(toUtf8(id))](service::Session &session, const CancelToken &cancel) {
            return SegmentService(session).memberList(rule, {}, false, cancel);
        });
}

void ListsCard::describe(const QString &id) {
    if (id.isEmpty())
        return;
    m_isDescribing = true;
    m_card->setForm(nullptr);
    m_described.request([session = m_session, list = onList(toUtf8(id))](CancelToken cancel) { return service::describeList(*session, list, cancel); },
                        [this, name = m_card->nameOf(id)](Result<service::DescribedList> described) {
                            m_isDescribing = false;
                            if (!described)
                                return m_card->say(described.error());
                            m_card->hush();
                            showDescription(name, *described);
                        });
}

// In words, with the counts behind how well it fits; nothing is made before somebody asks for it.
void ListsCard::showDescription(const QString &name, const service::DescribedList &described) {
    auto *form = new QWidget(m_card);
    form->setObjectName(QStringLiteral("describeForm"));
    form->setMinimumHeight(1); // words that wrap are as high as the width asks for
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, 0);
    column->setSpacing(space::kSmall);
    const auto line = [&](const char *objectName, const QString &words, const char *role) {
        auto *label = makeLabel(words, role, form);
        label->setObjectName(QLatin1String(objectName));
        label->setWordWrap(true);
        column->addWidget(label);
    };
    const bool isFound = described.found > 0;
    line("describedTitle", tr("%1 as a rule").arg(name), "secondary");
    if (isFound)
        line("describedRule", ruleLines(described.rule.root), "strong");
    line("describedFit", fitWords(described), "body");
    auto *row = new FlowLayout;
    if (isFound) {
        auto *open = makeButton(QStringLiteral("describedOpen"), tr("Open as a segment"), "primary", "plus", form);
        connect(open, &QPushButton::clicked, this, [this, rule = described.rule, name] {
            m_card->setForm(nullptr);
            Q_EMIT ruleWanted(rule, name);
        });
        row->addWidget(open);
    }
    auto *leave = makeButton(QStringLiteral("describedLeave"), tr("Leave it"), "quiet", nullptr, form);
    connect(leave, &QPushButton::clicked, this, [this] { m_card->setForm(nullptr); });
    row->addWidget(leave);
    column->addLayout(row);
    m_card->setForm(form);
    (isFound ? form->findChild<QPushButton *>(QStringLiteral("describedOpen")) : leave)->setFocus();
}

} // namespace audience::ui
