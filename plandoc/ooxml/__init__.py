"""Packages of office documents: opened safely, filled, edited without touching other bytes."""
