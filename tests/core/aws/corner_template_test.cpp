// The one CloudFormation file of the public corner and its pages, as they are shipped: what Amazon would refuse and what
// nobody should run is found here. cfn-lint looks at it too where it is installed (pip install cfn-lint).
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"

#include <functional>
#include <set>
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace audience;

namespace {

QString folder() { return QStringLiteral(AUDIENCE_SOURCE_DIR "/resources/corner/"); }

QByteArray fileText(const QString &name) {
    QFile file(folder() + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Every value in the tree with the key it stands under.
void visit(const Json &value, const std::string &key, const std::function<void(const std::string &, const Json &)> &seen) {
    seen(key, value);
    if (value.is_object())
        for (const auto &[name, member] : value.items())
            visit(member, name, seen);
    if (value.is_array())
        for (const Json &member : value)
            visit(member, key, seen);
}

} // namespace

class CornerTemplateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QByteArray text = fileText(QStringLiteral("template.json"));
        QVERIFY2(text.size() > 1'000 && text.size() <= 51'200, "TemplateBody takes 51,200 bytes");
        auto document = parseJson(text.toStdString());
        QVERIFY(document);
        m_template = *std::move(document);
    }

    void everyReferenceLeadsSomewhere() {
        std::set<std::string> names{"AWS::StackName", "AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix", "AWS::NoValue"};
        std::set<std::string> resources, conditions;
        for (const auto &[name, resource] : m_template["Resources"].items()) {
            names.insert(name);
            resources.insert(name);
        }
        for (const auto &[name, parameter] : m_template["Parameters"].items())
            names.insert(name);
        for (const auto &[name, condition] : m_template["Conditions"].items())
            conditions.insert(name);
        int checked = 0;
        visit(m_template, {}, [&](const std::string &key, const Json &value) {
            if (key == "Ref") {
                ++checked;
                QVERIFY2(names.contains(value.get<std::string>()), value.get<std::string>().c_str());
            } else if (key == "Fn::GetAtt" && value.is_array()) {
                ++checked;
                QVERIFY2(resources.contains(value[0].get<std::string>()), dumpJson(value).c_str());
            } else if (key == "Condition" && value.is_string()) {
                QVERIFY2(conditions.contains(value.get<std::string>()), dumpJson(value).c_str());
            } else if (key == "Fn::If" && value.is_array() && value.size() == 3 && value[0].is_string()) {
                ++checked;
                QVERIFY2(conditions.contains(value[0].get<std::string>()), dumpJson(value).c_str());
            } else if (key == "Fn::Sub" && value.is_string()) {
                static const QRegularExpression name(QStringLiteral("\\$\\{([^}]+)\\}"));
                auto found = name.globalMatch(QString::fromStdString(value.get<std::string>()));
                while (found.hasNext()) {
                    const std::string whole = found.next().captured(1).toStdString(), first = whole.substr(0, whole.find('.'));
                    ++checked;
                    QVERIFY2(names.contains(whole) || resources.contains(first), whole.c_str());
                }
            }
        });
        QVERIFY(checked > 30);
    }

    void theMappingFitsAndIsJson() {
        const Json &parameters = m_template["Resources"]["ToQueue"]["Properties"]["RequestParameters"];
        for (const auto &[name, value] : parameters.items())
            if (value.is_string())
                QVERIFY2(value.get<std::string>().size() <= 512, name.c_str());
        const auto attributes = parseJson(parameters["MessageAttributes"].get<std::string>());
        QVERIFY(attributes);
        for (const char *name : {"kind", "token", "at", "rid"})
            QVERIFY2(attributes->contains(name), name);
        QCOMPARE(attributes->size(), std::size_t(4)); // an optional value that is missing would fail the request
    }

    void nobodyElseIsLetIn() {
        visit(m_template, {}, [](const std::string &key, const Json &value) {
            if (key == "Principal")
                QVERIFY2(value.is_object() && value.contains("Service") && dumpJson(value).find('*') == std::string::npos, dumpJson(value).c_str());
            if (key == "Action" && value.is_string())
                QVERIFY2(value.get<std::string>().find('*') == std::string::npos, dumpJson(value).c_str());
            if (key == "Resource" && value.is_string())
                QVERIFY2(value.get<std::string>() != "*", "a policy over everything");
        });
        const Json &bucket = m_template["Resources"]["Bucket"];
        for (const char *block : {"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"})
            QVERIFY2(bucket["Properties"]["PublicAccessBlockConfiguration"][block].get<bool>(), block);
        QCOMPARE(jsonText(bucket, "DeletionPolicy"), std::string("Retain"));
        QVERIFY(!bucket["Properties"].contains("WebsiteConfiguration"));
        const Json &policy = m_template["Resources"]["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"];
        QCOMPARE(policy.size(), std::size_t(1));
        QCOMPARE(jsonText(policy[0], "Action"), std::string("s3:GetObject"));
        QVERIFY(policy[0]["Condition"]["StringEquals"].contains("AWS:SourceArn"));
    }

    // Only POST reaches the queue; link scanners only GET.
    void readingChangesNothing() {
        int posts = 0;
        for (const auto &[name, resource] : m_template["Resources"].items()) {
            if (jsonText(resource, "Type") != "AWS::ApiGatewayV2::Route")
                continue;
            const std::string key = jsonText(resource["Properties"], "RouteKey"), target = jsonText(resource["Properties"]["Target"], "Fn::Sub");
            const bool acts = target == "integrations/${ToQueue}";
            QCOMPARE(acts, key.rfind("POST ", 0) == 0);
            posts += acts ? 1 : 0;
        }
        QCOMPARE(posts, 1);
    }

    void everyPartSaysWhy() {
        for (const auto &[name, resource] : m_template["Resources"].items())
            QVERIFY2(!jsonText(resource["Metadata"], "Why").empty(), name.c_str());
        for (const char *output : {"BaseUrl", "CdnHost", "BucketName", "InboxUrl", "InboxDlqUrl", "ApiHost"})
            QVERIFY2(m_template["Outputs"].contains(output), output);
    }

    void pagesStandAlone_data() {
        QTest::addColumn<QString>("page");
        for (const QString &page : QDir(folder() + QStringLiteral("pages")).entryList(QDir::Files))
            QTest::newRow(qPrintable(page)) << page;
    }
    void pagesStandAlone() {
        QFETCH(const QString, page);
        const QString text = QString::fromUtf8(fileText(QStringLiteral("pages/") + page));
        QVERIFY2(text.size() > 200 && text.size() < 12'000, "pages are small");
        QVERIFY2(!text.contains(QLatin1String("http:")) && !text.contains(QLatin1String("https:")) && !text.contains(QLatin1String("\"//")),
                 "nothing is loaded from elsewhere");
        if (page.endsWith(QLatin1String(".css")))
            QVERIFY(text.contains(QLatin1String("prefers-color-scheme: dark")) && text.contains(QLatin1String(":focus-visible")));
        if (!page.endsWith(QLatin1String(".html")))
            return;
        for (const char *needed : {"<!doctype html>", "<html lang=\"en\">", "name=\"viewport\"", "noindex", "Content-Security-Policy", "no-referrer",
                                   "<main>", "role=\"status\"", "role=\"alert\""})
            QVERIFY2(text.contains(QLatin1String(needed)), needed);
        QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("<script(?![^>]*src)|\\son[a-z]+=|style="))), "the policy forbids what stands in the page");
        QCOMPARE(text.count(QLatin1String("<span lang=\"en\">")), text.count(QLatin1String("<span lang=\"de\">")));
        QVERIFY(text.count(QLatin1String("<span lang=\"de\">")) > 4);
    }

    // RFC 8058: the click posts exactly this to the address that was opened, also without a script.
    void theClickIsAPost() {
        const QString act = QString::fromUtf8(fileText(QStringLiteral("pages/act.html")));
        QVERIFY(act.contains(QLatin1String("<form method=\"post\"><input type=\"hidden\" name=\"List-Unsubscribe\" value=\"One-Click\">")));
        QVERIFY(!act.contains(QLatin1String("action=")) && !act.contains(QLatin1String("http-equiv=\"refresh\"")));
    }

    void cfnLintAgrees() {
        const QString lint = QStandardPaths::findExecutable(QStringLiteral("cfn-lint"));
        if (lint.isEmpty())
            QSKIP("cfn-lint is not installed (pip install cfn-lint)");
        QProcess process;
        // W1030: the default of a certificate that is not used is empty.
        process.start(lint, {QStringLiteral("--ignore-checks"), QStringLiteral("W1030"), QStringLiteral("--template"), folder() + QStringLiteral("template.json")});
        QVERIFY(process.waitForFinished(100'000));
        const QByteArray said = process.readAllStandardOutput() + process.readAllStandardError();
        if (process.exitCode() != 0 && (said.contains("No such resource") || said.contains("Unable to parse") || said.contains("pyenv:")))
            QSKIP("this cfn-lint does not know today's resources");
        QVERIFY2(process.exitCode() == 0, said.constData());
    }

private:
    Json m_template;
};

AUDIENCE_TEST(CornerTemplateTest)
#include "corner_template_test.moc"
