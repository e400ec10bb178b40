#include "ui/segments/values_card.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/theme.h"
#include "ui/segments/formula_row.h"
#include "ui/segments/set_card.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace audience::ui {

using service::TraitExample;
using service::TraitService;
using service::TraitView;

ValuesCard::ValuesCard(std::shared_ptr<service::Session> session, QWidget *parent) : QObject(parent), m_session(std::move(session)), m_shown(this) {
    m_card = new SetCard(QStringLiteral("values"), tr("Computed values"),
                         tr("What people's doings come to, such as all they spent: kept up to date, and used in rules like anything else that is known of them."), parent);
    auto *add = makeButton(QStringLiteral("valuesNew"), tr("New computed value"), "", "plus", m_card);
    m_card->head()->addWidget(add);
    connect(add, &QPushButton::clicked, this, &ValuesCard::startNew);
    const auto act = [this](const char *name, const QString &words, const char *iconName, auto what) {
        auto *button = makeButton(QLatin1String(name), words, "quiet", iconName, m_card);
        m_card->acts()->addWidget(button);
        connect(button, &QPushButton::clicked, this, what);
    };
    act("valuesEdit", tr("Change"), "square-pen", [this] { edit(m_card->chosen()); });
    act("valuesRenameAct", tr("Rename"), "pencil", [this] { m_card->renameInPlace(); });
    act("valuesRemove", tr("Remove"), "trash-2", [this] { remove(m_card->chosen()); });
    connect(m_card, &SetCard::opened, this, &ValuesCard::edit);
    connect(m_card, &SetCard::removeWanted, this, &ValuesCard::remove);
    connect(m_card, &SetCard::renameWanted, this, &ValuesCard::rename);
    m_soon.setSingleShot(true);
    m_soon.setInterval(120);
    connect(&m_soon, &QTimer::timeout, this, &ValuesCard::showExample);
    m_card->hide();
}

void ValuesCard::setVocabulary(const service::RuleVocabulary &vocabulary) {
    m_context.vocabulary = vocabulary;
    m_context.names = RuleNames(vocabulary);
    m_card->setVisible(!vocabulary.events.empty() || !vocabulary.traits.empty());
}

void ValuesCard::reload() {
    ++m_busy;
    inBackground(this, [session = m_session]() -> Result<std::vector<Row>> {
        const TraitService traits(*session);
        TRY_ASSIGN(const auto all, traits.list());
        std::vector<Row> rows;
        for (const TraitView &trait : all) {
            const auto example = traits.example(trait.formula);
            const auto uses = traits.uses(trait.name);
            rows.push_back({trait, example ? *example : TraitExample(), uses ? *uses : std::vector<std::string>()});
        }
        return rows;
    }, [this](Result<std::vector<Row>> rows) {
        --m_busy;
        if (!rows)
            return rows.error().id == "data.no_people" ? fill({}) : m_card->say(rows.error());
        m_card->hush();
        fill(*rows);
    });
}

void ValuesCard::fill(const std::vector<Row> &rows) {
    m_rows = rows;
    TableRows table;
    QStringList ids;
    for (const Row &row : rows) {
        const QString example = !row.trait.findings.empty() ? sentence(row.trait.findings.front().id, row.trait.findings.front().args)
                                : row.example.person.empty() ? tr("nobody has one")
                                                             : QStringLiteral("%1: %2").arg(toQString(row.example.person), toQString(row.example.value));
        table.append({toQString(row.trait.name), formulaWords(row.trait.formula), example,
                      row.uses.empty() ? QString() : tr("%Ln segments", nullptr, int(row.uses.size()))});
        ids << toQString(row.trait.name);
    }
    m_card->setRows({{tr("Name")}, {tr("What it is")}, {tr("For example"), false, true}, {tr("Used in"), false, true}}, table, ids,
                    tr("There is none yet. Try all that somebody spent, or the category they buy most."));
}

void ValuesCard::startNew() {
    m_before.clear();
    openForm({}, FormulaRow::beginning(m_context.vocabulary));
}

void ValuesCard::edit(const QString &name) {
    for (const Row &row : m_rows)
        if (toQString(row.trait.name) == name) {
            m_before = name;
            openForm(name, row.trait.formula);
        }
}

void ValuesCard::openForm(const QString &name, const Json &formula) {
    auto *form = new FormGrid(m_card);
    form->setObjectName(QStringLiteral("valueForm"));
    form->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, 0);
    m_name = new QLineEdit(name, form);
    m_name->setObjectName(QStringLiteral("valueName"));
    m_name->setPlaceholderText(tr("e.g. Spent in total"));
    m_name->setMaxLength(100);
    form->addRow(tr("Name"), m_name);
    m_formula = nullptr;
    m_text = nullptr;
    if (FormulaRow::canSay(formula)) {
        m_formula = new FormulaRow(m_context, formula, form);
        connect(m_formula, &FormulaRow::changed, this, [this] { m_soon.start(); });
        form->addRow(tr("What it is"), m_formula);
    } else {
        m_text = new QLineEdit(form);
        m_text->setObjectName(QStringLiteral("valueText"));
        for (const Row &row : m_rows)
            if (toQString(row.trait.name) == name)
                m_text->setText(toQString(row.trait.text));
        connect(m_text, &QLineEdit::textChanged, this, [this] { m_soon.start(); });
        form->addRow(tr("What it is"), m_text);
    }
    m_example = makeLabel({}, "secondary", form);
    m_example->setObjectName(QStringLiteral("valueExample"));
    m_example->setWordWrap(true);
    m_example->setTextFormat(Qt::PlainText);
    form->addRow(tr("For example"), m_example);
    auto *row = makeRow();
    auto *keep = makeButton(QStringLiteral("valueKeep"), tr("Keep the value"), "primary", "check", form);
    auto *leave = makeButton(QStringLiteral("valueLeave"), tr("Leave it"), "quiet", nullptr, form);
    row->addWidget(keep);
    row->addWidget(leave);
    static_cast<QHBoxLayout *>(row)->addStretch(1);
    form->addRow(QString(), row);
    connect(keep, &QPushButton::clicked, this, &ValuesCard::keep);
    connect(m_name, &QLineEdit::returnPressed, this, &ValuesCard::keep);
    connect(leave, &QPushButton::clicked, this, [this] { m_card->setForm(nullptr); });
    m_card->setForm(form);
    m_name->setFocus();
    showExample();
}

void ValuesCard::showExample() {
    if (!m_card->form())
        return;
    m_isShowing = true;
    m_shown.request(
        [session = m_session, formula = m_formula ? m_formula->formula() : Json(), text = m_text ? toUtf8(m_text->text()) : std::string()](CancelToken cancel) -> Result<TraitExample> {
            const TraitService traits(*session);
            if (!formula.is_null())
                return traits.example(formula, cancel);
            TRY_ASSIGN(const Json read, traits.fromText(text));
            return traits.example(read, cancel);
        },
        [this](Result<TraitExample> example) {
            m_isShowing = false;
            if (!m_card->form())
                return;
            m_example->setText(!example                  ? sentence(example.error())
                               : example->person.empty() ? tr("Nobody has such a value.")
                                                         : tr("%1: %2 · %Ln people have one", nullptr, int(example->people))
                                                               .arg(toQString(example->person), toQString(example->value)));
        });
}

void ValuesCard::run(std::function<Result<void>(TraitService &)> work, std::function<void()> done) {
    ++m_busy;
    inBackground(this, [session = m_session, work = std::move(work)] {
        TraitService traits(*session);
        return work(traits);
    }, [this, done = std::move(done)](Result<void> result) {
        --m_busy;
        if (!result)
            return m_card->say(result.error());
        m_card->hush();
        done();
        reload();
        Q_EMIT changed();
    });
}

void ValuesCard::keep() {
    const QString name = m_name->text().simplified();
    Json before; // what Undo goes back to
    for (const Row &row : m_rows)
        if (toQString(row.trait.name) == (m_before.isEmpty() ? name : m_before))
            before = row.trait.formula;
    run([formula = m_formula ? m_formula->formula() : Json(), text = m_text ? toUtf8(m_text->text()) : std::string(), name = toUtf8(name),
         old = toUtf8(m_before)](TraitService &traits) -> Result<void> {
        Json wanted = formula;
        if (wanted.is_null()) {
            TRY_ASSIGN(wanted, traits.fromText(text));
        }
        TRY(traits.save(old.empty() ? name : old, wanted)); // what is refused keeps its name, too
        if (!old.empty() && old != name)
            TRY(traits.rename(old, name));
        return {};
    }, [this, name, before, old = m_before] {
        m_card->setForm(nullptr);
        Q_EMIT saidWithUndo(before.is_null() ? tr("\"%1\" is a computed value now").arg(name) : tr("\"%1\" was changed").arg(name), [this, name, before, old] {
            run([name = toUtf8(name), before, old = toUtf8(old)](TraitService &traits) -> Result<void> {
                if (before.is_null())
                    return traits.remove(name);
                if (!old.empty() && old != name)
                    TRY(traits.rename(name, old));
                TRY(traits.save(old.empty() ? name : old, before));
                return {};
            }, [] {});
        });
    });
}

void ValuesCard::rename(const QString &name, const QString &to) {
    run([name = toUtf8(name), to = toUtf8(to)](TraitService &traits) -> Result<void> {
        TRY(traits.rename(name, to));
        return {};
    }, [this, name, to] {
        Q_EMIT saidWithUndo(tr("\"%1\" is called \"%2\" now, also in the rules that use it").arg(name, to), [this, name, to] { rename(to, name); });
    });
}

void ValuesCard::remove(const QString &name) {
    for (const Row &row : m_rows) {
        if (toQString(row.trait.name) != name)
            continue;
        run([name = row.trait.name](TraitService &traits) { return traits.remove(name); }, [this, name, formula = row.trait.formula, uses = int(row.uses.size())] {
            Q_EMIT saidWithUndo(uses > 0 ? tr("\"%1\" was removed; %Ln segments still ask for it", nullptr, uses).arg(name) : tr("\"%1\" was removed").arg(name),
                                [this, name = toUtf8(name), formula] {
                                    run([name, formula](TraitService &traits) -> Result<void> {
                                        TRY(traits.save(name, formula));
                                        return {};
                                    }, [] {});
                                });
        });
        return;
    }
}

} // namespace audience::ui
