#include "ui/templates/studio/brand_panel.h"

#include "model/brand_kit.h"
#include "qbase/convert.h"
#include "ui/kit/background.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/brand_colours.h"
#include "ui/templates/studio/recompiled_words.h"
#include "ui/text/sentences.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace audience::ui {

using service::BrandView;
using service::StudioService;

BrandPanel::BrandPanel(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_desk(desk), m_session(std::move(session)) {
    m_tools.desk = desk;
    m_tools.session = m_session;
    m_saved.kit = desk->kit();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    m_unread = new Notice(QStringLiteral("brandUnread"), this);
    layout->addWidget(m_unread);
    auto *inside = new QWidget(this);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    using T = model::PropertyType;
    addHeading(column, tr("Colours"));
    m_colours = new BrandColours(inside);
    column->addWidget(m_colours);
    addHeading(column, tr("Fonts"));
    addRow(column, "fonts", "heading", tr("Headings"), T::Font);
    addRow(column, "fonts", "body", tr("Text"), T::Font);
    addHeading(column, tr("Logo"));
    addRow(column, "logo", "src", tr("Picture"), T::Url);
    addRow(column, "logo", "dark_src", tr("Picture on dark"), T::Url);
    addRow(column, "logo", "alt", tr("Words instead"), T::Text);
    addRow(column, "logo", "href", tr("Leads to"), T::Url);
    addRow(column, "logo", "width", tr("Width"), T::Number, "1|900");
    addHeading(column, tr("Footer"));
    addRow(column, "footer", "company", tr("Company"), T::Text);
    addRow(column, "footer", "address", tr("Postal address"), T::Text);
    addRow(column, "footer", "text", tr("Why people get emails"), T::Text);
    addHeading(column, tr("Tone"));
    addRow(column, "", "tone", tr("How the brand speaks"), T::Text);
    column->addStretch(1);
    layout->addWidget(makeScroll(QStringLiteral("brandScroll"), inside, this), 1);
    m_foot = new QWidget(this);
    auto *foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(space::kTiny);
    m_standing = makeLabel({}, "secondary", m_foot);
    m_standing->setObjectName(QStringLiteral("brandStanding"));
    m_standing->setWordWrap(true);
    m_save = makeButton(QStringLiteral("brandSave"), tr("Save the brand"), "", "save", m_foot);
    m_back = makeButton(QStringLiteral("brandBack"), tr("Take back"), "quiet", nullptr, m_foot);
    foot->addWidget(m_standing);
    foot->addWidget(m_save);
    foot->addWidget(m_back);
    layout->addWidget(m_foot);
    connect(m_colours, &BrandColours::edited, m_desk, &BlockDesk::setKit);
    connect(desk, &BlockDesk::kitChanged, this, &BrandPanel::showKit);
    connect(m_save, &QPushButton::clicked, this, [this] {
        BrandView value = m_saved;
        value.kit = m_desk->kit();
        save(value);
    });
    connect(m_back, &QPushButton::clicked, this, [this] { m_desk->setKit(m_saved.kit); });
    showKit();
    reload();
}

void BrandPanel::addHeading(QVBoxLayout *into, const QString &words) {
    into->addWidget(makeLabel(words, "strong", into->parentWidget()));
}

void BrandPanel::addRow(QVBoxLayout *into, const char *group, const char *name, const QString &words, model::PropertyType type, std::string_view of) {
    const QString key = QStringLiteral("brand_%1_%2").arg(QLatin1String(group), QLatin1String(name));
    const bool isPicture = std::string_view(name) == "src" || std::string_view(name) == "dark_src";
    // A name that the tables have makes the editor that is used for it there.
    const std::string_view as = isPicture ? "dark_src" : std::string_view(group) == "footer" && std::string_view(name) != "company" ? "details" : std::string_view(name) == "tone" ? "details" : name;
    const model::BlockProperty property{as, type, of, false};
    auto *row = new PropertyRow({&m_tools, "brand", property, words, key, true}, into->parentWidget());
    into->addWidget(row);
    const Row entry{row, group, name};
    m_rows.append(entry);
    row->editor()->onEdited = [this, entry](const Json &value, bool) { edit(entry, value); };
}

bool BrandPanel::isChanged() const {
    return m_isRead && !(m_desk->kit() == m_saved.kit);
}

// By way of the kit's JSON, whose reader says what is wrong.
void BrandPanel::edit(const Row &row, const Json &value) {
    Json kit = model::toJson(m_desk->kit());
    Json &group = row.group.empty() ? kit : kit[row.group];
    if (value.is_null())
        group.erase(row.name);
    else
        group[row.name] = value;
    model::Findings findings;
    const auto next = model::brandKitFromJson(kit, findings);
    row.row->setFault(next || findings.empty() ? QString() : sentence(findings.front().id, findings.front().args));
    if (next)
        m_desk->setKit(*next);
}

void BrandPanel::showKit() {
    m_colours->setKit(m_desk->kit());
    const Json kit = model::toJson(m_desk->kit());
    for (const Row &row : m_rows) {
        const Json *group = row.group.empty() ? &kit : jsonMember(kit, row.group);
        const Json *value = group ? jsonMember(*group, row.name) : nullptr;
        row.row->editor()->setValue(value ? *value : Json());
    }
    showStanding();
}

void BrandPanel::showStanding() {
    m_foot->setVisible(isChanged());
    m_save->setEnabled(m_isRead && m_session);
    const int count = int(m_users.size());
    m_standing->setText(count > 0 ? tr("Saving changes %n templates.", nullptr, count) : tr("No template uses the brand yet."));
    m_standing->setToolTip(m_users.join(QStringLiteral("\n")));
}

template <class Work, class Then> void BrandPanel::work(Work work, Then then) {
    ++m_busy;
    inBackground(this, std::move(work), [this, then = std::move(then)](auto answer) {
        --m_busy;
        then(std::move(answer));
    });
}

void BrandPanel::reload() {
    if (!m_session)
        return;
    struct Read {
        Result<BrandView> brand = Error();
        std::vector<std::string> users;
    };
    work([session = m_session] {
        StudioService studio(*session);
        Read read;
        read.brand = studio.brand();
        if (auto users = studio.brandUsers())
            read.users = *std::move(users);
        return read;
    }, [this](const Read &read) {
        m_users.clear();
        for (const std::string &name : read.users)
            m_users << toQString(name);
        if (!read.brand) {
            m_unread->say(Tone::Bad, tr("The brand cannot be read"), sentence(read.brand.error()));
            return showStanding();
        }
        m_unread->clear();
        // A change that nobody saved stays on the desk; it is against what is saved now.
        const bool wasChanged = isChanged();
        m_saved = *read.brand;
        m_isRead = true;
        if (!wasChanged)
            m_desk->setKit(m_saved.kit);
        showKit();
    });
}

void BrandPanel::save(const BrandView &value) {
    struct Done {
        Result<BrandView> brand = Error();
        service::Recompiled made;
    };
    const model::BrandKit before = m_saved.kit;
    m_save->setEnabled(false);
    work([session = m_session, value] {
        Done done;
        done.brand = StudioService(*session).saveBrand(value, &done.made);
        return done;
    }, [this, before](const Done &done) {
        if (!done.brand) {
            Q_EMIT failed(done.brand.error());
            return showStanding();
        }
        m_saved = *done.brand;
        m_desk->setKit(m_saved.kit);
        showStanding();
        Q_EMIT touchedWorkspace();
        const int count = int(done.made.templates.size());
        const QString said = count > 0 ? tr("The brand is saved, with %n templates", nullptr, count) : tr("The brand is saved");
        Q_EMIT saidWithUndo(withLeftTemplates(said, done.made), [this, before] {
            BrandView back = m_saved;
            back.kit = before;
            m_desk->setKit(before);
            save(back);
        });
    });
}

} // namespace audience::ui
