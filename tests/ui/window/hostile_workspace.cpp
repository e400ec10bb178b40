#include "ui/window/hostile_workspace.h"

#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "service/workspace_service.h"

#include <QFile>

namespace audience::test {

namespace {

const QString kArabic = QString::fromUtf8("متجر الشمال للملابس والأحذية والهدايا الجميلة");
const QString kEmoji = QString::fromUtf8("👩‍👩‍👧‍👦🏳️‍🌈🇩🇪🎉 Zürich 👍🏽");
const QString kHtml = QStringLiteral("<b>bold</b><img src=x onerror=alert(1)><script>alert('x')</script>&amp;&lt;");

QString longName() {
    return QString::fromUtf8("Ünbändig").repeated(1250); // 10,000 characters without a space
}

QString quoted(QString text) {
    return QLatin1Char('"') + text.replace(QLatin1String("\""), QLatin1String("\"\"")) + QLatin1Char('"');
}

Result<void> write(const QString &path, const QStringList &rows) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(rows.join(QLatin1Char('\n')).toUtf8() + '\n') < 0)
        return Error(ErrorKind::Io, "data.cannot_write").with("path", path.toStdString());
    return {};
}

Result<void> import(service::Session &session, const QString &path, const std::string &name, bool isPeople) {
    ingest::ImportSpec spec;
    spec.path = path.toStdString();
    spec.name = name;
    spec.key = "id";
    if (isPeople) {
        spec.role = store::DatasetRole::Profiles;
        spec.email = "email";
    }
    TRY_ASSIGN(const auto report, service::DataService(session).importFile(spec));
    (void)report;
    return {};
}

Result<void> importPeople(service::Session &session, const QString &path) {
    const QString headings = QString::fromUtf8("العمر، السنوات");
    QStringList rows{QStringLiteral("id,email,name,city,%1,%2,%3").arg(quoted(headings), quoted(kHtml), quoted(QStringLiteral("column ").repeated(17) + QStringLiteral("x")))};
    const QStringList names{longName(), kArabic, kEmoji, kHtml, QStringLiteral("two\nlines"), QString(), QStringLiteral("=1+1"), QString(QChar(0x202E)) + QStringLiteral("gpj.exe")};
    for (int i = 0; i < HostileWorkspace::kPeople; ++i)
        rows << QStringLiteral("%1,person%1@example.com,%2,%3,%4,%5,%6")
                    .arg(i)
                    .arg(quoted(names[i % names.size()]), quoted(names[(i + 1) % names.size()]))
                    .arg(i % 90)
                    .arg(quoted(names[(i + 3) % names.size()]), quoted(names[(i + 2) % names.size()]));
    TRY(write(path, rows));
    return import(session, path, "people", true);
}

Result<void> importWide(service::Session &session, const QString &path) {
    QStringList rows, cells{QStringLiteral("id")};
    for (int i = 1; i < HostileWorkspace::kColumns; ++i)
        cells << QStringLiteral("measure %1 of the month").arg(i);
    rows << cells.join(QLatin1Char(','));
    for (int row = 0; row < 40; ++row) {
        cells = {QString::number(row)};
        for (int i = 1; i < HostileWorkspace::kColumns; ++i)
            cells << QString::number(row * i % 977);
        rows << cells.join(QLatin1Char(','));
    }
    TRY(write(path, rows));
    return import(session, path, "wide", false);
}

Result<void> fill(service::Session &session, const HostileWorkspace &place, int segments) {
    TRY(service::WorkspaceService(session).setSetting("name", "\"" + longName().left(4000).toStdString() + "\""));
    TRY(importPeople(session, place.file(QStringLiteral("people.csv"))));
    TRY(importWide(session, place.file(QStringLiteral("wide.csv"))));
    const auto names = HostileWorkspace::names();
    service::SegmentService service(session);
    TRY_ASSIGN(const auto rule, service.fromText("id > 100"));
    SegmentId segment;
    for (int i = 0; i < segments; ++i) {
        service::SegmentView view;
        view.name = i < int(names.size()) ? names[std::size_t(i)] : "Segment " + std::to_string(i);
        view.rule = rule;
        TRY_ASSIGN(const auto saved, service.save(view));
        segment = saved.id;
    }
    for (const std::string &name : names) {
        service::TemplateView email;
        email.email = {name, name, name, "<p>Hello {{ name }}</p><script>alert(1)</script><p>" + name + "</p>", {}, {}};
        TRY_ASSIGN(const auto saved, service::TemplateService(session).save(email));
        service::CampaignView campaign;
        campaign.campaign.name = name;
        campaign.campaign.segment = segment;
        campaign.campaign.emailTemplate = saved.id;
        campaign.campaign.fromName = name;
        TRY_ASSIGN(const auto made, service::CampaignService(session).save(campaign));
        (void)made;
    }
    return {};
}

} // namespace

std::vector<std::string> HostileWorkspace::names() {
    return {longName().toStdString(), kArabic.toStdString(), kEmoji.toStdString(), kHtml.toStdString(), "a\tb"};
}

service::Session::Options HostileWorkspace::options() const {
    service::Session::Options options;
    options.environment.stateDirectory = file(QStringLiteral("state")).toStdString();
    options.environment.rng = std::make_shared<SeededRng>(20261121);
    options.environment.actor = "tester";
    return options;
}

std::shared_ptr<service::Session> HostileWorkspace::make(int segments) {
    auto session = service::Session::create(path(), options());
    if (session) {
        if (auto filled = fill(**session, *this, segments); filled)
            return *session;
        else
            session = filled.error();
    }
    qWarning("%s %s", session.error().id.c_str(), session.error().detail.c_str());
    for (const auto &[name, value] : session.error().args)
        qWarning("  %s = %s", name.c_str(), value.substr(0, 200).c_str());
    return nullptr;
}

} // namespace audience::test
