// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/bench/child.h"

#include <QCommandLineParser>
#include <QApplication>
#include <QSaveFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace updesk::bench;

namespace
{

/// Measures the letters in their order; a folder of its own for each, beside the program, since /tmp may be memory.
bool measure(const QStringList &only, const Run &wanted, std::vector<Line> &lines)
{
    std::sort(letters().begin(), letters().end(), [](const Letter &a, const Letter &b) { return a.name < b.name; });
    for (const Letter &letter : letters()) {
        const bool asked = only.contains(QString::fromStdString(letter.name));
        if (!asked && (letter.whenAsked || !only.isEmpty()))
            continue;
        const QTemporaryDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/bench"));
        if (!folder.isValid()) {
            std::fprintf(stderr, "No folder to measure in: %s\n", qPrintable(folder.errorString()));
            return false;
        }
        Run run = wanted;
        run.folder = folder.path().toStdString();
        std::fprintf(stderr, "Measuring %s: %s\n", letter.name.c_str(), letter.work.c_str());
        letter.measure(run);
        std::fputs(table(run.lines).c_str(), stderr); // what is measured is known, even when the rest is broken off
        lines.insert(lines.end(), run.lines.begin(), run.lines.end());
    }
    return true;
}

bool write(const QString &path, const std::vector<Line> &lines)
{
    QSaveFile file(path);
    const QByteArray text = QByteArray::fromStdString(json(lines));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

} // namespace

int main(int argc, char **argv)
{
    // A picture of no screen unless one was asked for: what is measured is the painting, not the desktop.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const bool windowless = argc > 1 && qstrcmp(argv[1], "--parse-once") == 0; // its memory is measured
    const std::unique_ptr<QCoreApplication> app(
        windowless ? new QCoreApplication(argc, argv) : new QApplication(argc, argv));
    QCommandLineParser parser;
    const QCommandLineOption only(
        QStringLiteral("only"), QStringLiteral("Measure this letter; may be repeated."), QStringLiteral("LETTER"));
    const QCommandLineOption jsonFile(
        QStringLiteral("json"), QStringLiteral("Write the figures there too."), QStringLiteral("FILE"));
    const QCommandLineOption leads(
        QStringLiteral("leads"), QStringLiteral("Leads in the store."), QStringLiteral("N"), QStringLiteral("100000"));
    const QCommandLineOption runs(
        QStringLiteral("runs"), QStringLiteral("Runs a figure."), QStringLiteral("N"), QStringLiteral("5"));
    QCommandLineOption parseFile(QStringLiteral("parse-once"), {}, QStringLiteral("FILE"));
    QCommandLineOption bare(QStringLiteral("bare-window"), {}, QStringLiteral("FILE"));
    parseFile.setFlags(QCommandLineOption::HiddenFromHelp);
    bare.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({only, jsonFile, leads, runs, parseFile, bare});
    parser.addHelpOption();
    parser.process(*app);
    if (parser.isSet(parseFile))
        return parseOnce(parser.value(parseFile));
    if (parser.isSet(bare))
        return bareWindow(parser.value(bare));

    Run wanted;
    wanted.leads = std::max(1, parser.value(leads).toInt());
    wanted.runs = std::max(1, parser.value(runs).toInt());
    std::vector<Line> lines;
    if (!measure(parser.values(only), wanted, lines))
        return 1;
    if (lines.empty()) {
        std::fprintf(stderr, "No such letter.\n");
        return 1;
    }
    std::fputs(table(lines).c_str(), stdout);
    const auto missed = std::count_if(lines.begin(), lines.end(), [](const Line &line) { return !holds(line); });
    std::printf("%zu figures, %d goals missed\n", lines.size(), int(missed));
    if (parser.isSet(jsonFile) && !write(parser.value(jsonFile), lines)) {
        std::fprintf(stderr, "%s could not be written.\n", qPrintable(parser.value(jsonFile)));
        return 1;
    }
    return 0; // a missed goal is a figure, not a failure: machines differ
}
