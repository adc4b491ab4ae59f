// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bigfile.h"

#include "app/keyplace.h"
#include "core/store/cipher.h"
#include "core/store/encrypt.h"
#include "ui/welcome/encryptingpage.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QThread>
#include <QTimer>

namespace updesk
{

bool isBigPlainFile(const QString &path, qint64 least)
{
    if (!canEncrypt() || QFileInfo(path).size() < least)
        return false;
    const auto head = headOf(path);
    return head && head->kind == FileHead::Kind::Plain;
}

static constexpr char kEnding[] = "program_ending";

bool isEnding(const Error &error) { return error.code == Error::Code::Busy && error.subject == QLatin1String(kEnding); }

Result<FileKey> readyBehind(EncryptingPage &page, const QString &path, const Clock &clock)
{
    constexpr int kLook = 200; // milliseconds
    Result<FileKey> key = FileKey();
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        KeyPlace place; // the key store is asked on this thread
        key = readyFile(path, clock, place.keys());
    }));
    QEventLoop loop;
    bool ends = true; // whatever leaves the loop before the thread does
    QObject::connect(thread.get(), &QThread::finished, &loop, [&] {
        ends = !loop.isRunning();
        loop.quit();
    });
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &page, [&] {
        const qint64 bytes = encryptedSoFar(path);
        if (bytes > 0 && !page.isVisible())
            page.show();
        page.setDone(bytes, QFileInfo(path).size());
    });
    look.start(kLook);
    thread->start();
    loop.exec();
    while (!thread->isFinished()) // what was begun is done before the program ends, and the window answers until then
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    thread->wait();
    return ends ? Error{Error::Code::Busy, QString::fromLatin1(kEnding), {}} : key;
}

} // namespace updesk
