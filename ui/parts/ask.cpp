// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/ask.h"

#include "ui/parts/sheetdialog.h"
#include "ui/parts/spacing.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QVBoxLayout>

namespace updesk
{
namespace
{

const QString kQuestion = QStringLiteral("question");
QList<int> s_answers;
Question s_last;

} // namespace

int ask(QWidget *parent, const Question &question)
{
    s_last = question;
    if (!s_answers.isEmpty())
        return s_answers.takeFirst();
    QPointer<SheetDialog> sheet = new SheetDialog(parent->window());
    sheet->setObjectName(kQuestion);
    sheet->setHead(question.title);
    sheet->setEscWords(QCoreApplication::translate("Ask", "leaves it as it is"));
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace24);
    auto *words = new TextLabel(question.text);
    words->setWordWrap(true);
    column->addWidget(words);
    sheet->setBody(body);
    sheet->setPanel(480);
    sheet->foot()->addStretch();
    int answer = -1;
    QWidget *first = nullptr;
    for (qsizetype i = question.answers.size() - 1; i >= 0; --i) {
        auto *button = new Button(question.answers[i], i == 0 ? ButtonKind::Primary : ButtonKind::Plain);
        QObject::connect(button, &Button::clicked, sheet, [&answer, i, sheet] {
            answer = int(i);
            sheet->closeSheet();
        });
        sheet->foot()->addWidget(button);
        first = button;
    }
    QEventLoop loop;
    QObject::connect(sheet, &SheetDialog::closed, &loop, &QEventLoop::quit);
    QObject::connect(sheet, &QObject::destroyed, &loop, &QEventLoop::quit);
    if (sheet->openSheet(first))
        loop.exec();
    if (sheet)
        sheet->deleteLater();
    return answer;
}

void dismissQuestions(const QWidget *window)
{
    for (auto *sheet : window->findChildren<SheetDialog *>(kQuestion, Qt::FindDirectChildrenOnly))
        sheet->closeSheet();
}

void answerNext(int index) { s_answers << index; }

Question lastQuestion() { return s_last; }

} // namespace updesk
