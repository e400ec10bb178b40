#include "ui/templates/studio/asset_detail.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/asset_model.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace audience::ui {

using service::AssetService;
using service::AssetView;

namespace {

constexpr int kMostUses = 6;

QLineEdit *addField(QVBoxLayout *layout, const char *objectName, const QString &label, const QString &example, QWidget *parent) {
    auto *words = makeLabel(label, "secondary", parent);
    auto *field = new QLineEdit(parent);
    field->setObjectName(QLatin1String(objectName));
    field->setAccessibleName(label);
    field->setPlaceholderText(example);
    field->setMaxLength(300);
    words->setBuddy(field);
    layout->addWidget(words);
    layout->addWidget(field);
    return field;
}

// As people call the places.
QString useWords(const service::AssetUse &use) {
    const QString name = toQString(use.name);
    if (use.kind == "campaign")
        return AssetDetail::tr("Campaign %1").arg(name);
    if (use.kind == "brand")
        return AssetDetail::tr("Brand");
    if (use.kind == "saved_block")
        return AssetDetail::tr("Saved block %1").arg(name);
    return name;
}

} // namespace

AssetDetail::AssetDetail(std::shared_ptr<service::Session> session, bool isPicking, QWidget *parent) : QFrame(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("assetDetail"));
    setRole(this, isPicking ? "footer" : "paneRight");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    layout->setSpacing(space::kTiny);
    m_name = addField(layout, "assetName", tr("Name"), tr("What you call it"), this);
    layout->addSpacing(space::kTiny);
    m_alt = addField(layout, "assetAlt", tr("Read out as"), tr("What it shows; empty for decoration"), this);
    m_alt->setToolTip(tr("Said by screen readers, and shown where pictures are off"));
    layout->addSpacing(space::kSmall);
    m_facts = makeLabel({}, "secondary", this);
    m_facts->setObjectName(QStringLiteral("assetFacts"));
    m_standing = makeLabel({}, "secondary", this);
    m_standing->setObjectName(QStringLiteral("assetStanding"));
    m_standing->setWordWrap(true);
    m_standing->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_facts);
    layout->addWidget(m_standing);
    m_uses = new QWidget;
    m_useRows = new QVBoxLayout(m_uses);
    m_useRows->setContentsMargins(0, space::kSmall, 0, 0);
    m_useRows->setSpacing(2);
    m_useRows->setAlignment(Qt::AlignTop);
    auto *uses = makeScroll(QStringLiteral("assetUses"), m_uses, this);
    uses->setVisible(!isPicking);
    layout->addWidget(uses, 1);
    layout->addSpacing(space::kSmall);
    auto *row = new FlowLayout(nullptr);
    m_use = makeButton(QStringLiteral("assetUse"), tr("Use this picture"), "primary", "check", this);
    m_copy = makeButton(QStringLiteral("assetCopy"), tr("Copy address"), "", "copy", this);
    m_copy->setToolTip(tr("For the source of an email: src=\"asset:…\""));
    m_remove = makeButton(QStringLiteral("assetRemove"), tr("Remove"), "danger", "trash-2", this);
    m_use->setVisible(isPicking);
    m_copy->setVisible(!isPicking);
    for (QPushButton *button : {m_use, m_copy, m_remove})
        row->addWidget(button);
    layout->addLayout(row);
    connect(m_name, &QLineEdit::editingFinished, this, &AssetDetail::keepName);
    connect(m_alt, &QLineEdit::editingFinished, this, &AssetDetail::keepAlt);
    connect(m_use, &QPushButton::clicked, this, &AssetDetail::useWanted);
    connect(m_remove, &QPushButton::clicked, this, &AssetDetail::removeWanted);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (!m_asset)
            return;
        QGuiApplication::clipboard()->setText(toQString(m_asset->reference()));
        Q_EMIT said(tr("The address of %1 is on the clipboard.").arg(toQString(m_asset->name)));
    });
    clear();
}

void AssetDetail::clear() {
    m_asset.reset();
    for (QLineEdit *field : {m_name, m_alt})
        field->clear();
    m_facts->clear();
    m_standing->clear();
    showUses();
    for (QWidget *part : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_alt), static_cast<QWidget *>(m_use), static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_remove)})
        part->setEnabled(false);
}

void AssetDetail::setAsset(const AssetView &asset, const service::AssetPlace &place) {
    const bool isSame = m_asset && m_asset->hash == asset.hash;
    const auto put = [&](QLineEdit *field, const std::string &text, const std::string &before) {
        if (isSame && field->text() != toQString(before))
            return; // still being typed
        field->setText(toQString(text));
        field->setCursorPosition(0);
    };
    const AssetView before = isSame ? *m_asset : asset;
    m_asset = asset;
    put(m_name, asset.name, before.name);
    put(m_alt, asset.alt, before.alt);
    const QString kind = asset.isAnimated ? tr("animation") : toQString(asset.kind).toUpper();
    m_facts->setText(tr("%1 · %2").arg(kind, sizeWords(asset)));
    const QString words = standingWords(asset, place);
    m_standing->setText(asset.publicAddress.empty() ? words : words + QStringLiteral("\n") + toQString(asset.publicAddress));
    ui::setProperty(m_standing, "ink", standingOf(asset, place) == AssetStanding::Nowhere ? QStringLiteral("warning") : QStringLiteral("quiet"));
    showUses();
    for (QWidget *part : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_alt), static_cast<QWidget *>(m_use), static_cast<QWidget *>(m_copy)})
        part->setEnabled(true);
    m_remove->setEnabled(asset.usedIn.empty());
    m_remove->setToolTip(asset.usedIn.empty() ? QString() : tr("It is used; take it out of the emails first"));
}

void AssetDetail::showUses() {
    clearLayout(m_useRows);
    if (!m_asset)
        return;
    const auto &uses = m_asset->usedIn;
    m_useRows->addWidget(makeLabel(uses.empty() ? tr("Not used in any email") : tr("Used in"), "secondary", m_uses));
    for (std::size_t i = 0; i < uses.size() && i < kMostUses; ++i) {
        if (uses[i].kind != "template") {
            m_useRows->addWidget(new ElidedLabel(useWords(uses[i]), "body", m_uses));
            continue;
        }
        auto *open = makeButton(QStringLiteral("assetUse_%1").arg(uses[i].id), useWords(uses[i]), "quiet", "mail", m_uses);
        connect(open, &QPushButton::clicked, this, [this, id = uses[i].id] { Q_EMIT goTo(QStringLiteral("templates"), QString::number(id)); });
        m_useRows->addWidget(open, 0, Qt::AlignLeft);
    }
    if (uses.size() > kMostUses)
        m_useRows->addWidget(makeLabel(tr("and %n more", nullptr, int(uses.size()) - kMostUses), "secondary", m_uses));
}

void AssetDetail::keepName() {
    if (!m_asset || toUtf8(m_name->text()) == m_asset->name)
        return;
    if (m_name->text().trimmed().isEmpty())
        return m_name->setText(toQString(m_asset->name)); // a picture has a name: the one it had
    inBackground(this, [session = m_session, hash = m_asset->hash, name = toUtf8(m_name->text())] { return AssetService(*session).rename(hash, name); },
                 [this](const Result<AssetView> &kept) {
                     if (!kept)
                         return Q_EMIT failed(kept.error());
                     if (m_asset && m_asset->hash == kept->hash) {
                         m_asset->name = kept->name;
                         m_name->setText(toQString(kept->name));
                     }
                     Q_EMIT changed();
                 });
}

void AssetDetail::keepAlt() {
    if (!m_asset || toUtf8(m_alt->text()) == m_asset->alt)
        return;
    inBackground(this, [session = m_session, hash = m_asset->hash, alt = toUtf8(m_alt->text())] { return AssetService(*session).describe(hash, alt); },
                 [this](const Result<AssetView> &kept) {
                     if (!kept)
                         return Q_EMIT failed(kept.error());
                     if (m_asset && m_asset->hash == kept->hash) {
                         m_asset->alt = kept->alt;
                         m_alt->setText(toQString(kept->alt));
                     }
                     Q_EMIT changed();
                 });
}

} // namespace audience::ui
