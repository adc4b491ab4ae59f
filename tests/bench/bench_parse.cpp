// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/parse.h"
#include "tests/bench/bench.h"
#include "tests/bench/child.h"

#include <QFile>
#include <QXmlStreamReader>

namespace updesk::bench
{

static QByteArray prospect(int i)
{
    const QByteArray n = QByteArray::number(i);
    return "<prospect status=\"new\"><id sequence=\"1\" source=\"Cars.com\">C-" + n
        + "</id><requestdate>2026-03-11T14:05:00-05:00</requestdate><vehicle interest=\"buy\" status=\"new\">"
          "<year>2024</year><make>Toyota</make><model>RAV4</model><trim>XLE</trim><stock>T"
        + n + "</stock></vehicle><customer><contact><name part=\"first\">Kolin</name><name part=\"last\">Marsta" + n
        + "</name><email>kolin" + n + "@example.com</email><phone type=\"voice\" time=\"day\">(555) 201-"
        + QByteArray::number(i % 10'000).rightJustified(4, '0')
        + "</phone><address><street line=\"1\">12 Oak St</street><city>Springfield</city><postalcode>10011</postalcode>"
          "</address></contact><comments>Is it on the lot?</comments></customer><vendor><vendorname>Northgate"
          "</vendorname></vendor><provider><name>Cars.com</name></provider></prospect>\n";
}

static QByteArray document(int prospects)
{
    QByteArray all = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?adf version=\"1.0\"?>\n<adf>\n";
    for (int i = 0; i < prospects; ++i)
        all += prospect(i);
    return all + "</adf>\n";
}

// What any reader of XML must do: look at every byte, name and text once.
static qsizetype barePass(const QByteArray &bytes)
{
    QXmlStreamReader reader(bytes);
    qsizetype sum = 0;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement) {
            sum += reader.name().size();
            for (const QXmlStreamAttribute &attribute : reader.attributes())
                sum += attribute.value().size();
        } else if (token == QXmlStreamReader::Characters) {
            sum += reader.text().toString().size();
        }
    }
    if (reader.hasError())
        qFatal("bare pass: %s", qPrintable(reader.errorString()));
    return sum;
}

static size_t parsed(const QByteArray &bytes)
{
    const Parsed all = parse(bytes, {});
    if (all.drafts.empty())
        qFatal("parse: %s", qPrintable(all.error));
    return all.drafts.size();
}

UPDESK_BENCHMARK(i, "reading ADF documents")
{
    const QByteArray one = document(1);
    qsizetype sum = 0;
    const Pair small = beside(
        500 * run.runs, [&] { sum += barePass(one); }, [&] { sum += qsizetype(parsed(one)); });
    run.add({"i", "one ADF document to a draft", "ms", small.floor, small.ours, Goal::ratioAtMost(3)});
    constexpr int kMany = 10'000;
    const QByteArray many = document(kMany);
    const double floor = median(samples(run.runs, [&] { sum += barePass(many); }));
    if (sum == 0)
        qFatal("nothing was read");
    const QString path = manyProspects(QString::fromStdString(run.folder), kMany);
    std::vector<double> took, peak;
    for (int i = 0; i < run.runs; ++i) {
        const Child child = runSelf({QStringLiteral("--parse-once"), path});
        const QList<QByteArray> words = child.out.simplified().split(' ');
        if (words.size() != 2 || words[0].toInt() != kMany)
            qFatal("parse: %s", child.out.constData());
        took.push_back(words[1].toDouble());
        peak.push_back(child.peakMegabytes);
    }
    run.add({"i", "10,000 prospects in one file", "ms", floor, median(took), Goal::oursAtMost(3000)});
    run.add(
        {"i", "10,000 prospects in one file, peak memory", "MB", std::nullopt, median(peak), Goal::oursAtMost(300)});
}

QString manyProspects(const QString &folder, int prospects)
{
    const QString path = folder + QStringLiteral("/many.xml");
    const QByteArray bytes = document(prospects);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file to read");
    return path;
}

int parseOnce(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    size_t drafts = 0;
    const double took = timed([&] { drafts = parsed(file.readAll()); });
    std::printf("%zu %.3f\n", drafts, took);
    return 0;
}

} // namespace updesk::bench
