// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/bench/benchdesk.h"
#include "tests/bench/child.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPainter>
#include <QProcess>
#include <QThread>
#include <QWidget>

#include <cstdio>

namespace updesk::bench
{

namespace
{

QString programNamed(const char *name)
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("../../app/") + QLatin1String(name));
}

/// A program with a window, from its start to its first painted rows, left idle until it is ended.
class Started
{
public:
    /// `told`: the file in which the program says that it has painted.
    Started(const QString &program, const QStringList &arguments, const QString &told)
    {
        QFile::remove(told);
        const double begun = milliseconds();
        m_process.start(program, arguments);
        if (!m_process.waitForStarted())
            qFatal("%s did not start", qPrintable(program));
        while (QFileInfo(told).size() == 0) {
            if (m_process.waitForFinished(0) || milliseconds() - begun > 60'000)
                qFatal("%s did not paint: %s", qPrintable(program), m_process.readAllStandardError().constData());
            QThread::usleep(500);
        }
        m_toPaint = milliseconds() - begun;
    }
    ~Started()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
        m_process.waitForFinished();
    }
    double toPaint() const { return m_toPaint; }
    double megabytes() const { return memoryOf(m_process.processId(), "VmRSS:"); }

private:
    QProcess m_process;
    double m_toPaint = 0;
};

class BareWindow final : public QWidget
{
public:
    explicit BareWindow(QString told) : m_told(std::move(told)) { resize(1366, 768); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        for (int row = 0; row < 50; ++row)
            painter.drawText(8, 20 + 14 * row, QStringLiteral("Row %1 of a bare window").arg(row));
        QFile file(m_told);
        if (file.open(QIODevice::WriteOnly))
            file.write("painted\n");
    }

private:
    QString m_told;
};

void addStart(Run &run, const QString &profile, const QString &told)
{
    std::vector<double> floors, ours, bareMemory, ourMemory;
    for (int i = 0; i < run.runs + 1; ++i) {
        const Started bare(QCoreApplication::applicationFilePath(), {QStringLiteral("--bare-window"), told}, told);
        const double floor = bare.toPaint();
        const QString log = told + QStringLiteral(".log");
        const Started desk(programNamed("updesk"),
            {QStringLiteral("--profile"), profile, QStringLiteral("--size"), QStringLiteral("1366x768"),
                QStringLiteral("--now"), QStringLiteral("2026-03-12T10:00:00-04:00"), QStringLiteral("--perf-log"),
                log},
            log);
        QThread::sleep(3); // the first rounds of the thread beside the window are memory too
        if (i == 0)
            continue; // the first reads the files into the system's cache
        floors.push_back(floor);
        ours.push_back(desk.toPaint());
        bareMemory.push_back(bare.megabytes());
        ourMemory.push_back(desk.megabytes());
    }
    run.add({"f", "process to the first rows painted", "ms", median(floors), median(ours), Goal::ratioAtMost(4)});
    run.add({"memory", std::to_string(run.leads) + " leads open, idle", "MB", median(bareMemory), median(ourMemory),
        Goal::ratioAtMost(4)});
}

} // namespace

int bareWindow(const QString &told)
{
    BareWindow window(told);
    window.show();
    return QApplication::exec();
}

UPDESK_BENCHMARK(f, "the program's start and its memory")
{
    const LargeStore large = largeStore(run.leads);
    const QString profile = QString::fromStdString(run.folder);
    copyStore(large.path, run.folder + "/store.updesk");
    addStart(run, profile, profile + QStringLiteral("/told"));
    const QString many = manyProspects(profile, 10'000);
    const Child import = runChild(programNamed("updeskctl"),
        {QStringLiteral("--store"), profile + QStringLiteral("/store.updesk"), QStringLiteral("import"), many});
    run.add({"memory", "peak of an import of 10,000 leads into it", "MB", std::nullopt, import.peakMegabytes,
        Goal::oursAtMost(300)});
    run.add({"memory", "that import, as a person waits for it", "ms", std::nullopt, import.milliseconds, Goal::none()});
}

UPDESK_BENCHMARK(sample, "init --sample large")
{
    const QString store = QString::fromStdString(run.folder + "/large.updesk");
    const Child made = runChild(programNamed("updeskctl"),
        {QStringLiteral("--store"), store, QStringLiteral("init"), QStringLiteral("--sample"),
            QStringLiteral("large")});
    run.add(
        {"sample", "a store of 100,000 leads made", "ms", std::nullopt, made.milliseconds, Goal::oursAtMost(30'000)});
    run.add({"sample", "its file", "MB", std::nullopt, double(QFileInfo(store).size()) / 1e6, Goal::oursAtMost(600)});
    run.add({"sample", "peak memory", "MB", std::nullopt, made.peakMegabytes, Goal::none()});
}

} // namespace updesk::bench
