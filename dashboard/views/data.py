"""Data page."""
import streamlit as st
def show(): st.text("soon")
