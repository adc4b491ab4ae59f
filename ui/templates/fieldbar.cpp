// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/fieldbar.h"

#include "core/sequences/templatefields.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/spacing.h"
#include "ui/templates/templateedit.h"
#include "ui/templates/templatewords.h"

#include <QEvent>
#include <QMenu>

namespace updesk
{

static constexpr qsizetype kMostShown = 40; ///< letters of a value in the list

FieldBar::FieldBar(const QString &name, QWidget *parent) : QWidget(parent), m_menu(new QMenu(this))
{
    auto *flow = new FlowLayout(kSpace4, kSpace4, this);
    flow->setContentsMargins(0, kSpace4, 0, kSpace4);
    for (const TemplateField field : {TemplateField::First, TemplateField::Vehicle, TemplateField::Stock,
             TemplateField::Rep, TemplateField::Store, TemplateField::RepPhone, TemplateField::NextTime})
        addChip(field);
    auto *all = new Button(tr("All fields"));
    all->setInBar();
    all->setObjectName(name + QStringLiteral(".fields"));
    all->setKeys(QKeySequence(Qt::ALT | Qt::Key_Down));
    connect(all, &Button::clicked, this, &FieldBar::list);
    flow->addWidget(all);
    m_menu->setObjectName(name + QStringLiteral(".menu"));
}

void FieldBar::addChip(TemplateField field)
{
    const QString name = QLatin1String(fieldOf(field).name);
    auto *chip = new Button(u'{' + name + u'}');
    chip->setInBar();
    chip->setAccessibleName(tr("Insert %1").arg(TemplateWords::field(field)));
    chip->setFocusPolicy(Qt::TabFocus);
    connect(chip, &Button::clicked, this, [this, name] { insert(name); });
    layout()->addWidget(chip);
}

void FieldBar::watch(TemplateEdit *edit)
{
    if (!m_into)
        m_into = edit;
    edit->installEventFilter(this);
    connect(edit, &TemplateEdit::fieldsWanted, this, [this, edit] {
        m_into = edit;
        list();
    });
}

void FieldBar::setValues(const TemplateValues &values) { m_values = values; }

bool FieldBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        m_into = qobject_cast<TemplateEdit *>(watched);
    return QWidget::eventFilter(watched, event);
}

void FieldBar::insert(const QString &name)
{
    if (!m_into || m_into->isReadOnly())
        return;
    m_into->insertField(name);
    m_into->setFocus(Qt::OtherFocusReason);
}

void FieldBar::list()
{
    if (!m_into)
        return;
    m_menu->clear();
    for (const KnownField &field : knownFields()) {
        const QString name = QLatin1String(field.name);
        const QString value = m_values.of(field.field);
        const QString words = TemplateWords::field(field.field);
        //: %1 a field's name, %2 what it stands for, %3 its value for the lead in the preview
        QAction *action =
            m_menu->addAction(value.isEmpty() ? tr("{%1}  %2").arg(name, words)
                                              : tr("{%1}  %2: %3").arg(name, words, value.left(kMostShown)));
        connect(action, &QAction::triggered, this, [this, name] { insert(name); });
    }
    const QRect cursor = m_into->cursorRect();
    m_menu->popup(m_into->viewport()->mapToGlobal(cursor.bottomLeft()));
    m_menu->setActiveAction(m_menu->actions().front());
}

} // namespace updesk
